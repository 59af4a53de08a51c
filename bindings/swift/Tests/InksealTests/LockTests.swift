import Foundation
import Inkseal
import XCTest

/// What is used after `lock` fails with `locked`, and what needs no key goes on working.
final class LockTests: XCTestCase {
    func testVault() throws {
        let (vault, key) = try Fixture.vault()
        let id = try vault.create(name: "Example", payload: Fixture.login("hunter2")).id
        _ = try vault.setTotpUri(id: id, uri: Fixture.totpUri)
        _ = try vault.createIdentity(agentHandle: "bot", secretIds: [id])
        let agent = try vault.credentials(identity: "bot")
        XCTAssertEqual(try agent.getLogin(id: id).password, "hunter2")
        XCTAssertTrue(vault.isUnlocked())

        vault.lock()
        vault.lock()
        XCTAssertFalse(vault.isUnlocked())
        assertThrows("locked") { try vault.open(id: id) }
        assertThrows("locked") { try vault.openText(id: id) }
        assertThrows("locked") { try vault.openAll() }
        assertThrows("locked") { try vault.totpCode(id: id) }
        assertThrows("locked") { try vault.create(name: "More", payload: Fixture.login("x")) }
        assertThrows("locked") { try vault.exportDecrypted() }
        assertThrows("locked") { try vault.verify() }
        assertThrows("locked") { try agent.list() }
        assertThrows("locked") { try agent.getLogin(id: id) }
        XCTAssertEqual(vault.list().map(\.name), ["Example"])
        XCTAssertEqual(vault.info().secretCount, 1)
        XCTAssertEqual(try vault.rename(id: id, name: "Renamed").name, "Renamed")

        try vault.unlockWith(masterKey: key)
        XCTAssertEqual(try agent.getLogin(id: id).password, "hunter2")
    }

    func testKeys() throws {
        let (master, org) = (try Fixture.masterKey(), try OrgKey.generate())
        let blob = try org.seal(secretId: "1", payload: Fixture.login("hunter2"))
        let (vault, key) = try Fixture.vault()
        vault.lock()
        for _ in 1...2 {
            master.lock()
            org.lock()
            key.lock()
        }
        assertThrows("locked") { try master.exposeBytes() }
        assertThrows("locked") { try master.authHash() }
        assertThrows("locked") { try org.exposeBytes() }
        assertThrows("locked") { try org.open(secretId: "1", secretType: .login, blob: blob) }
        assertThrows("locked") { try master.wrap(orgKey: try OrgKey.generate(), keyId: "1") }
        assertThrows("locked") { try vault.unlockWith(masterKey: key) }
    }

    func testWithDefer() throws {
        let (vault, _) = try Fixture.vault()
        func read() throws {
            defer { vault.lock() }
            _ = try vault.open(id: "none")
        }
        assertThrows("not_found") { try read() }
        XCTAssertFalse(vault.isUnlocked())
    }
}
