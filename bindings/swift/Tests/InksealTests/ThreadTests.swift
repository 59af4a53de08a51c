import Foundation
import Inkseal
import XCTest

/// A vault is used by several threads at once: every answer is right or `locked`.
final class ThreadTests: XCTestCase {
    private static let count = 20

    /// A vault whose secret named by a number has that number in its password.
    private func vault() throws -> (Vault, MasterKey, [String]) {
        let (vault, key) = try Fixture.vault()
        let ids = try (0..<Self.count).map { number in
            try vault.create(name: "\(number)", payload: Fixture.login(SecretText("password \(number)"))).id
        }
        return (vault, key, ids)
    }

    /// Opens a secret: true if it is right, false if the vault is locked just then.
    private static func reads(_ vault: Vault, _ id: String) throws -> Bool {
        do {
            let opened = try vault.open(id: id)
            guard case .login(let login) = opened.payload else { throw WrongPayload() }
            XCTAssertEqual(login.password.expose(), "password \(opened.metadata.name ?? "")")
            return true
        } catch InksealError.Locked {
            return false
        }
    }

    func testReadersBesideAWriterThatLocks() throws {
        let (vault, key, ids) = try vault()
        let (answers, refusals, failures) = (Counter(), Counter(), Counter())
        // The first of eight threads changes and locks, the others read until it has finished.
        let finished = Counter()
        let threads = (0..<8).map { number in
            Thread {
                do {
                    if number == 0 {
                        for round in 0..<300 {
                            vault.lock()
                            try vault.unlockWith(masterKey: key)
                            let made = try vault.create(name: "more", payload: Fixture.login("password more"))
                            _ = try vault.describe(id: ids[round % ids.count], description: "round \(round)")
                            _ = try vault.delete(id: made.id)
                        }
                    } else {
                        repeat {
                            for id in ids {
                                (try Self.reads(vault, id) ? answers : refusals).increment()
                            }
                            XCTAssertGreaterThanOrEqual(vault.list().count, Self.count)
                        } while finished.value == 0
                    }
                } catch {
                    failures.increment()
                }
                finished.increment()
            }
        }
        threads.forEach { $0.start() }
        while finished.value < threads.count {
            Thread.sleep(forTimeInterval: 0.01)
        }
        XCTAssertEqual(failures.value, 0)
        XCTAssertGreaterThan(answers.value, 0)
        print("\(answers.value) right answers, \(refusals.value) while locked")
        XCTAssertTrue(vault.isUnlocked())
        XCTAssertEqual(vault.list().count, Self.count)
    }

    func testTasks() async throws {
        let (vault, _, ids) = try vault()
        let right = try await withThrowingTaskGroup(of: Bool.self) { group in
            for round in 0..<200 {
                group.addTask { try Self.reads(vault, ids[round % ids.count]) }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        XCTAssertEqual(right, 200)
    }

    /// A key that is locked while others use it: their calls give the key or `locked`.
    func testKeysAreLockedWhileInUse() throws {
        for _ in 0..<50 {
            let key = try OrgKey.generate()
            let bytes = try key.exposeBytes()
            DispatchQueue.concurrentPerform(iterations: 8) { number in
                if number == 4 { return key.lock() }
                do {
                    let exposed = try key.exposeBytes()
                    XCTAssertEqual(exposed, bytes)
                } catch {
                    XCTAssertEqual((error as? InksealError)?.code, "locked")
                }
            }
            assertThrows("locked") { try key.exposeBytes() }
        }
    }
}

/// A secret is no login, though all of the test's are.
struct WrongPayload: Error {}

/// A number that several threads count up.
final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    func increment() {
        lock.withLock { count += 1 }
    }

    var value: Int {
        lock.withLock { count }
    }
}
