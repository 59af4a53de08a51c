import Foundation
import Inkseal
import XCTest

/// A vault in its file.
final class FileTests: XCTestCase {
    private let vaultKey = Array("Correct-Horse-7-Battery".utf8)

    func testOpenUnlockReadAndLock() throws {
        let path = try temporaryFolder().appendingPathComponent("vault.json").path
        let made = try Vault.initialize(organizationId: Fixture.organizationId, vaultKey: vaultKey)
        let id = try made.vault.create(name: "Example", payload: Fixture.login("hunter2")).id
        _ = try made.vault.setTotpUri(id: id, uri: Fixture.totpUri)
        XCTAssertNil(made.vault.path())
        assertThrows("invalid_input") { try made.vault.save() }
        try made.vault.saveAs(path: path)
        XCTAssertEqual(made.vault.path().map { URL(fileURLWithPath: $0).lastPathComponent }, "vault.json")
        assertThrows("already_exists") { try made.vault.saveAs(path: path) }
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        XCTAssertEqual(attributes[.posixPermissions] as? NSNumber, 0o600)

        let recoveryCode = Data(made.recoveryCodes[0].expose().utf8)
        for unlock in [
            { (vault: Vault) in try vault.unlock(vaultKey: self.vaultKey) },
            { (vault: Vault) in try vault.unlock(vaultKey: Data(self.vaultKey)) },
            { (vault: Vault) in try vault.unlock(vaultKey: recoveryCode) },
        ] {
            let vault = try Vault.openFile(path: path)
            defer { vault.lock() }
            assertThrows("locked") { try vault.open(id: id) }
            try unlock(vault)
            let opened = try vault.open(id: try vault.find(nameOrId: "Example"))
            guard case .login(let login) = opened.payload else { return XCTFail("\(opened)") }
            XCTAssertEqual(login.password, "hunter2")
            XCTAssertEqual(login.username, "ada")
            // RFC 6238, Appendix B, in six digits.
            XCTAssertEqual(try vault.totpCode(id: id, now: Fixture.time(59)).code, "287082")
            XCTAssertEqual(try login.totp?.code(now: Fixture.time(59)).secondsRemaining, 1)
        }
    }

    func testWhatOthersSaveIsNotOverwritten() throws {
        let path = try temporaryFolder().appendingPathComponent("vault.json").path
        let (first, key) = try Fixture.vault()
        try first.saveAs(path: path)
        let second = try Vault.openFile(path: path)
        try second.unlockWith(masterKey: key)

        let id = try first.create(name: "First", payload: Fixture.login("one")).id
        try first.save()
        _ = try second.create(name: "Second", payload: Fixture.login("two"))
        assertThrows("conflict") { try second.save() }
        XCTAssertTrue(try second.reload())
        XCTAssertFalse(try second.reload())
        XCTAssertTrue(second.isUnlocked())
        XCTAssertEqual(second.list().map(\.name), ["First"])
        _ = try second.create(name: "Second", payload: Fixture.login("two"))
        try second.save()
        XCTAssertTrue(try first.reload())
        XCTAssertEqual(first.list().map(\.name), ["First", "Second"])
        XCTAssertEqual(try first.open(id: id).payload, Fixture.login("one"))
    }

    func testWhatIsNoVaultFile() throws {
        let folder = try temporaryFolder()
        assertThrows("not_found") { try Vault.openFile(path: folder.appendingPathComponent("none").path) }
        assertThrows("invalid_input") { try Vault.openFile(path: folder.path) }
        let text = folder.appendingPathComponent("text")
        try Data("no vault".utf8).write(to: text)
        assertThrows("malformed") { try Vault.openFile(path: text.path) }
    }

    func testChangeAndRecover() throws {
        let made = try Vault.initialize(organizationId: Fixture.organizationId, vaultKey: Data(vaultKey))
        let vault = made.vault
        let (second, third) = (Array("Another-Vault-Key-8".utf8), Array("The-Third-Vault-Key-9".utf8))
        XCTAssertEqual(try vault.changeVaultKey(current: vaultKey, new: second).keyType, .primary)
        let code = Array(made.recoveryCodes[1].expose().utf8)
        XCTAssertEqual(vault.keysOf(keyType: .recovery).count, 4)
        try vault.recover(recoveryCode: code, new: third)
        XCTAssertEqual(vault.keysOf(keyType: .recovery).count, 3)
        vault.lock()
        for old in [vaultKey, second, code] {
            assertThrows("wrong_vault_key") { try vault.unlock(vaultKey: old) }
        }
        try vault.unlock(vaultKey: third)
    }
}
