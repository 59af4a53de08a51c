
// --- Appended by bindings/swift/build.

/// Bytes cross through memory of Rust's alone, which is wiped when it is freed. uniffi's own way collects them
/// in Swift arrays first, and so leaves copies of vault keys that nobody can wipe.
extension FfiConverterData {
    static func lower(_ value: Data) -> RustBuffer {
        let length = MemoryLayout<Int32>.size
        var buffer = try! rustCall { ffi_inkseal_ffi_rustbuffer_alloc(UInt64(length + value.count), $0) }
        let memory = UnsafeMutableRawPointer(buffer.data!)
        memory.storeBytes(of: Int32(value.count).bigEndian, as: Int32.self)
        value.withUnsafeBytes { (memory + length).copyMemory(from: $0) }
        buffer.len = UInt64(length + value.count)
        return buffer
    }

    static func lift(_ buffer: RustBuffer) throws -> Data {
        defer { buffer.deallocate() }
        let length = MemoryLayout<Int32>.size
        guard let data = buffer.data, buffer.len >= length else { throw UniffiInternalError.bufferOverflow }
        return Data(bytes: data + length, count: Int(buffer.len) - length)
    }
}

private extension UnsafeMutableRawPointer {
    func copyMemory(from bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        copyMemory(from: start, byteCount: bytes.count)
    }
}
