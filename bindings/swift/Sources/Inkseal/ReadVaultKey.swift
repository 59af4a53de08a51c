#if os(macOS) || os(Linux)
    import Foundation

    /// Reads a vault key or recovery code from standard input. At a terminal it asks, by standard error, and nothing of
    /// what is typed is shown; otherwise it takes one line and leaves what follows. Wipe what you get when you are done.
    ///
    /// It reads the descriptor itself, so that no copy stays behind: what `readLine` has read ahead is not seen.
    ///
    /// Throws `invalid_input` if the line is empty, if there is none, and if it is longer than a terminal (4,094 bytes)
    /// or this function (65,536) takes; and `io` if reading fails.
    public func readVaultKey(prompt: String = "Vault key: ") throws -> [UInt8] {
        guard isatty(STDIN_FILENO) == 1 else { return try vaultKey(ofLine: readInputLine()) }
        FileHandle.standardError.write(Data(prompt.utf8))
        defer { FileHandle.standardError.write(Data("\n".utf8)) }
        // What is typed before the echo is off belongs to whatever came before.
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { throw InksealError.Io(reason: "the terminal has no settings") }
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0 else {
            throw InksealError.Io(reason: "the terminal's echo cannot be turned off")
        }
        defer { tcsetattr(STDIN_FILENO, TCSANOW, &settings) }
        var line = try readInputLine()
        // What a terminal hands over of a line: the rest of a longer one is dropped. So as many are refused.
        guard line.count < 4095 else {
            wipe(&line)
            throw InksealError.InvalidInput(reason: "the vault key is longer than a terminal can hand over")
        }
        return try vaultKey(ofLine: line)
    }

    private func vaultKey(ofLine line: [UInt8]) throws -> [UInt8] {
        guard !line.isEmpty else { throw InksealError.InvalidInput(reason: "no vault key was given") }
        return line
    }

    /// A line without its end, byte by byte: what follows is not ours. Memory that it was in is wiped.
    private func readInputLine() throws -> [UInt8] {
        let longest = 65_536
        let room = UnsafeMutablePointer<UInt8>.allocate(capacity: longest + 1)
        room.initialize(repeating: 0, count: longest + 1)
        var length = 0
        defer {
            for position in 0..<length { room[position] = 0 }
            room.deallocate()
        }
        while true {
            let count = read(STDIN_FILENO, room + length, 1)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw InksealError.Io(reason: "standard input cannot be read") }
            if count == 0 || room[length] == UInt8(ascii: "\n") { break }
            length += 1
            guard length <= longest else { throw InksealError.InvalidInput(reason: "the vault key is longer than a line can be") }
        }
        let end = length > 0 && room[length - 1] == UInt8(ascii: "\r") ? length - 1 : length
        return Array(UnsafeBufferPointer(start: room, count: end))
    }
#endif
