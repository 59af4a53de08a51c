import Foundation

extension Data {
    /// How uniffi's generated code reads every text. Of this, Foundation has only a generic form, which is slower;
    /// being exact, this one is chosen instead.
    func copyBytes(to buffer: UnsafeMutableBufferPointer<UInt8>, from range: Range<Int>) {
        withUnsafeBytes { bytes in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[range]))
        }
    }
}
