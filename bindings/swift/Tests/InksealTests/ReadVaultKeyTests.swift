import Foundation
import Inkseal
import XCTest

/// A vault key from standard input, by a pipe and at a terminal.
final class ReadVaultKeyTests: XCTestCase {
    func testLineAfterLine() throws {
        try withStandardInput("First key\r\nSecond\n\nLast") {
            XCTAssertEqual(try readVaultKey(), Array("First key".utf8))
            XCTAssertEqual(try readVaultKey(), Array("Second".utf8))
            assertThrows("invalid_input") { try readVaultKey() }
            XCTAssertEqual(try readVaultKey(), Array("Last".utf8))
            assertThrows("invalid_input") { try readVaultKey() }
        }
    }

    func testALineThatIsTooLong() throws {
        let file = try temporaryFolder().appendingPathComponent("long")
        try Data(repeating: UInt8(ascii: "x"), count: 70_000).write(to: file)
        try withDescriptor(open(file.path, O_RDONLY)) {
            assertThrows("invalid_input") { try readVaultKey() }
        }
    }

#if os(Linux)
    func testATerminalDoesNotShowWhatIsTyped() throws {
        // TIOCSPTLCK and TIOCGPTN: Swift has no posix_openpt on Linux.
        let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        defer { close(terminal) }
        var (locked, number) = (CInt(0), CInt(0))
        XCTAssertEqual(ioctl(terminal, 0x4004_5431, &locked), 0)
        XCTAssertEqual(ioctl(terminal, 0x8004_5430, &number), 0)
        let ours = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        defer { close(ours) }
        try withDescriptor(dup(ours)) {
            // Typed once the echo is off: what comes before that is thrown away.
            let typist = Thread {
                var settings = termios()
                repeat { tcgetattr(ours, &settings) } while settings.c_lflag & tcflag_t(ECHO) != 0
                _ = Array("Typed key\n".utf8).withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
            }
            typist.start()
            XCTAssertEqual(try readVaultKey(prompt: ""), Array("Typed key".utf8))
        }
        var settings = termios()
        XCTAssertEqual(tcgetattr(ours, &settings), 0)
        XCTAssertNotEqual(settings.c_lflag & tcflag_t(ECHO), 0, "the echo is on again")
        // Nothing was shown.
        XCTAssertEqual(fcntl(terminal, F_SETFL, O_NONBLOCK), 0)
        var shown = [UInt8](repeating: 0, count: 64)
        XCTAssertLessThanOrEqual(read(terminal, &shown, shown.count), 0)
    }
#endif

    private func withStandardInput(_ text: String, _ work: () throws -> Void) throws {
        let pipe = Pipe()
        pipe.fileHandleForWriting.write(Data(text.utf8))
        try pipe.fileHandleForWriting.close()
        try withDescriptor(dup(pipe.fileHandleForReading.fileDescriptor), work)
    }

    /// With a descriptor as standard input, which is closed after.
    private func withDescriptor(_ descriptor: Int32, _ work: () throws -> Void) throws {
        let before = dup(STDIN_FILENO)
        XCTAssertEqual(dup2(descriptor, STDIN_FILENO), STDIN_FILENO)
        close(descriptor)
        defer {
            dup2(before, STDIN_FILENO)
            close(before)
        }
        try work()
    }
}
