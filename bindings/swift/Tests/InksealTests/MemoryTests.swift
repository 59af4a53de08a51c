#if os(Linux)
    import Foundation
    import Inkseal
    import XCTest

    /// After `lock`, and once the caller has wiped its own array, nothing of a vault key or of the keys that it
    /// leads to is in the memory of the process. Swift's own copies of payload text are another matter: README.
    final class MemoryTests: XCTestCase {
        func testKeysAreGoneAfterLock() throws {
            let (vault, _) = try Fixture.vault()
            let text = try vault.toText()
            let organizationId = vault.info().organizationId
            var vaultKey = Array("Aa7-".utf8) + (0..<28).map { _ in UInt8.random(in: 97...122) }
            let hiddenKey = Needle(vaultKey)
            XCTAssertGreaterThan(try hiddenKey.count(), 0, "what is there must be found")

            let master = try MasterKey.derive(vaultKey: vaultKey, organizationId: organizationId)
            var bytes = try master.exposeBytes()
            let hiddenMaster = Needle(Array(bytes))
            XCTAssertGreaterThan(try hiddenMaster.count(), 0)
            bytes.resetBytes(in: 0..<bytes.count)
            try checkVaultKey(vaultKey: vaultKey)
            let other = try Vault.parse(text: text)
            XCTAssertThrowsError(try other.unlock(vaultKey: vaultKey))
            let made = try Vault.initialize(organizationId: organizationId, vaultKey: vaultKey)
            made.vault.lock()
            try made.vault.unlock(vaultKey: vaultKey)
            made.vault.lock()
            XCTAssertEqual(try hiddenKey.count(), 1, "the caller's own")

            master.lock()
            vaultKey.resetBytes()
            XCTAssertEqual(try hiddenKey.count(), 0)
            XCTAssertEqual(try hiddenMaster.count(), 0)
        }
    }

    extension [UInt8] {
        fileprivate mutating func resetBytes() {
            for position in indices {
                self[position] = 0
            }
        }
    }

    /// What is looked for, kept so that looking does not find itself.
    private struct Needle {
        private let masked: [UInt8]
        private static let mask: UInt8 = 0x5A

        init(_ bytes: [UInt8]) {
            masked = bytes.map { $0 ^ Self.mask }
        }

        /// How often it is in the memory of this process that can be written.
        func count() throws -> Int {
            let size = 1 << 20
            let map = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            let buffer = try XCTUnwrap(map == MAP_FAILED ? nil : map)
            defer {
                memset(buffer, 0, size)
                munmap(buffer, size)
            }
            let memory = open("/proc/self/mem", O_RDONLY)
            XCTAssertGreaterThanOrEqual(memory, 0)
            defer { close(memory) }
            var found = 0
            for region in try regions() where !region.contains(UInt(bitPattern: buffer)) {
                var start = region.lowerBound
                while start < region.upperBound {
                    let read = pread(memory, buffer, min(size, Int(region.upperBound - start)), off_t(start))
                    guard read > 0 else { break }
                    found += occurrences(in: UnsafeRawBufferPointer(start: buffer, count: read))
                    // What lies across the end of one piece is whole in the next.
                    guard read == size else { break }
                    start += UInt(read - masked.count + 1)
                }
            }
            return found
        }

        private func regions() throws -> [Range<UInt>] {
            let maps = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
            return maps.split(separator: "\n").compactMap { line in
                let words = line.split(separator: " ")
                let ends = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
                return words[1].hasPrefix("rw") && ends.count == 2 ? ends[0]..<ends[1] : nil
            }
        }

        private func occurrences(in memory: UnsafeRawBufferPointer) -> Int {
            guard memory.count >= masked.count else { return 0 }
            var (found, from) = (0, 0)
            let first = Int32(masked[0] ^ Self.mask)
            while from <= memory.count - masked.count,
                let hit = memchr(memory.baseAddress! + from, first, memory.count - masked.count + 1 - from)
            {
                let position = UnsafeRawPointer(hit) - memory.baseAddress!
                var length = 1
                while length < masked.count, memory[position + length] == masked[length] ^ Self.mask {
                    length += 1
                }
                found += length == masked.count ? 1 : 0
                from = position + 1
            }
            return found
        }
    }
#endif
