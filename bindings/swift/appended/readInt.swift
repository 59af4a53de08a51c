
/// Reads a number as the function of this name above does, which goes through a generic form of `copyBytes` that is
/// many times slower. The narrower constraint is why this one is chosen.
fileprivate func readInt<T: FixedWidthInteger & BitwiseCopyable>(
    _ reader: inout (data: Data, offset: Data.Index)
) throws -> T {
    let (start, end) = (reader.offset, reader.offset + MemoryLayout<T>.size)
    guard end <= reader.data.count else { throw UniffiInternalError.bufferOverflow }
    reader.offset = end
    return T(bigEndian: reader.data.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: T.self) })
}
