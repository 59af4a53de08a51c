#if os(Linux)
    import Foundation
    import Inkseal
    import XCTest

    /// After `lock`, and once the caller has wiped its own array, nothing of a vault key or of the keys that it
    /// leads to is in the memory of the process. Swift's own copies of payload text are another matter: README.
    final class MemoryTests: XCTestCase {
        func testVaultKeysAndMasterKeysAreGone() throws {
            // Long, so that memory it was freed from is not soon used again; looked for by a piece of its middle.
            var vaultKey = [UInt8](repeating: 0, count: 5_000)
            for position in vaultKey.indices {
                vaultKey[position] = .random(in: 97...122)
            }
            vaultKey.replaceSubrange(0..<4, with: Array("Aa7-".utf8))
            let hiddenKey = vaultKey.withUnsafeBytes { Needle(UnsafeRawBufferPointer(rebasing: $0[2_000..<2_040])) }
            XCTAssertEqual(hiddenKey.count(), 1, "what is there must be found")

            let master = try MasterKey.derive(vaultKey: vaultKey, organizationId: Fixture.organizationId)
            try checkVaultKey(vaultKey: vaultKey)
            let made = try Vault.initialize(organizationId: Fixture.organizationId, vaultKey: vaultKey)
            made.vault.lock()
            try made.vault.unlock(vaultKey: vaultKey)
            XCTAssertEqual(hiddenKey.count(), 1, "the caller's own")

            var bytes = try master.exposeBytes()
            let hiddenMaster = bytes.withUnsafeBytes(Needle.init)
            XCTAssertEqual(hiddenMaster.count(), 2, "the handle's and the caller's own")
            bytes.resetBytes(in: 0..<bytes.count)
            master.lock()
            made.vault.lock()
            XCTAssertEqual(hiddenMaster.count(), 0)
            for position in vaultKey.indices {
                vaultKey[position] = 0
            }
            XCTAssertEqual(hiddenKey.count(), 0)
        }

        func testOrgKeysAreGone() throws {
            let orgKey = try OrgKey.generate()
            var bytes = try orgKey.exposeBytes()
            let hidden = bytes.withUnsafeBytes(Needle.init)
            let one = hidden.count()
            XCTAssertGreaterThanOrEqual(one, 2, "the handle's and the caller's own")
            let same = try OrgKey.fromBytes(bytes: bytes)
            XCTAssertGreaterThan(hidden.count(), one)
            _ = try orgKey.seal(secretId: "1", payload: Fixture.login("x"))
            orgKey.lock()
            same.lock()
            bytes.resetBytes(in: 0..<bytes.count)
            XCTAssertEqual(hidden.count(), 0)
        }
    }

    /// What is looked for, kept so that looking does not find itself. Looking takes nothing from the heap, because
    /// that would write over what was freed.
    private struct Needle {
        private let masked: [UInt8]
        private static let mask: UInt8 = 0x5A

        init(_ bytes: UnsafeRawBufferPointer) {
            masked = bytes.map { $0 ^ Self.mask }
        }

        /// How often it is in the memory of this process that can be written.
        func count() -> Int {
            let (maps, buffer) = (Pages(), Pages())
            defer { maps.free(); buffer.free() }
            maps.read("/proc/self/maps")
            let memory = open("/proc/self/mem", O_RDONLY)
            precondition(memory >= 0)
            defer { close(memory) }
            var found = 0
            var line = UnsafeMutablePointer<CChar>?(maps.start.assumingMemoryBound(to: CChar.self))
            while let text = line, text.pointee != 0 {
                var end: UnsafeMutablePointer<CChar>?
                var start = strtoul(text, &end, 16)
                let stop = strtoul(end! + 1, &end, 16)
                line = strchr(end!, Int32(UInt8(ascii: "\n"))).map { $0 + 1 }
                let writable = end![1] == CChar(UInt8(ascii: "r")) && end![2] == CChar(UInt8(ascii: "w"))
                guard writable, !(start..<stop).contains(UInt(bitPattern: buffer.start)) else { continue }
                while start < stop {
                    let read = pread(memory, buffer.start, min(Pages.size, Int(stop - start)), off_t(start))
                    guard read > 0 else { break }
                    found += occurrences(in: UnsafeRawBufferPointer(start: buffer.start, count: read))
                    // What lies across the end of one piece is whole in the next.
                    guard read == Pages.size else { break }
                    start += UInt(read - masked.count + 1)
                }
            }
            return found
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

    /// Memory of its own, outside of the heap.
    private struct Pages {
        static let size = 1 << 20
        let start: UnsafeMutableRawPointer

        init() {
            let pages = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            precondition(pages != MAP_FAILED)
            start = pages!
        }

        /// A whole file; what is left stays zero.
        func read(_ path: StaticString) {
            let file = path.withUTF8Buffer { open(UnsafeRawPointer($0.baseAddress!).assumingMemoryBound(to: CChar.self), O_RDONLY) }
            precondition(file >= 0)
            defer { close(file) }
            var length = 0
            while case let more = Glibc.read(file, start + length, Self.size - 1 - length), more > 0 {
                length += more
            }
        }

        func free() {
            memset(start, 0, Self.size)
            munmap(start, Self.size)
        }
    }
#endif
