/** A program in a module of its own, which names that of the library. */
module user {
    requires io.inkseal;
}
