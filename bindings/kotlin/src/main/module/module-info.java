/**
 * The end-to-end-encrypted vault in which AI agents keep their credentials. Everything is in {@link io.inkseal}; the
 * generated package, which calls the native library, is nobody's but the module's own.
 */
module io.inkseal {
    requires transitive kotlin.stdlib;
    requires com.sun.jna;

    exports io.inkseal;

    // It reads and fills the structures that cross.
    opens io.inkseal.ffi to com.sun.jna;
}
