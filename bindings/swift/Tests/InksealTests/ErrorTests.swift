import Foundation
import Inkseal
import XCTest

final class ErrorTests: XCTestCase {
    func testEveryKindHasItsCodeAndReason() {
        let all: [(InksealError, String)] = [
            (.WrongVaultKey(reason: "why"), "wrong_vault_key"), (.Locked(reason: "why"), "locked"),
            (.NotFound(reason: "why"), "not_found"), (.AlreadyExists(reason: "why"), "already_exists"),
            (.InvalidInput(reason: "why"), "invalid_input"), (.Ambiguous(reason: "why", ids: []), "invalid_input"),
            (.WeakVaultKey(reason: "why", rule: .digit), "weak_vault_key"),
            (.TypeMismatch(reason: "why", expected: "login", actual: "other"), "type_mismatch"),
            (.Corrupt(reason: "why"), "corrupt"), (.Malformed(reason: "why"), "malformed"),
            (.Unsupported(reason: "why"), "unsupported"), (.WeakParameters(reason: "why"), "weak_parameters"),
            (.ExcessiveWork(reason: "why"), "excessive_work"), (.OutOfMemory(reason: "why"), "out_of_memory"),
            (.Conflict(reason: "why"), "conflict"), (.AccessDenied(reason: "why"), "access_denied"),
            (.WrongVault(reason: "why"), "wrong_vault"), (.Tampered(reason: "why"), "tampered"),
            (.RolledBack(reason: "why"), "rolled_back"), (.Forked(reason: "why"), "forked"),
            (.Io(reason: "why"), "io"),
        ]
        for (error, code) in all {
            XCTAssertEqual(error.code, code)
            XCTAssertEqual(error.reason, "why")
            XCTAssertEqual((error as any Error).localizedDescription, "why")
        }
        XCTAssertEqual(Set(all.map(\.1)).count, 20)
    }

    func testKeys() throws {
        let (vault, _) = try Fixture.vault()
        assertThrows("wrong_vault_key") { try vault.unlockWith(masterKey: Fixture.masterKey()) }
        assertThrows("wrong_vault_key") { try vault.unlock(vaultKey: Array("Another-Vault-Key-7".utf8)) }
        assertThrows("invalid_input") { try OrgKey.fromBytes(bytes: [1, 2, 3]) }
        assertThrows("invalid_input") { try MasterKey.fromBytes(bytes: []) }
        assertThrows("invalid_input") { try MasterKey.derive(vaultKey: [0xFF], organizationId: "org_test_1") }
        XCTAssertThrowsError(try checkVaultKey(vaultKey: Array("Correct-Horse-Battery".utf8))) {
            guard case InksealError.WeakVaultKey(_, .digit)? = $0 as? InksealError else { return XCTFail("\($0)") }
        }
    }

    func testSecrets() throws {
        let (vault, _) = try Fixture.vault()
        let ids = try (1...2).map { _ in try vault.create(name: "Twin", payload: Fixture.login("x")).id }
        XCTAssertThrowsError(try vault.find(nameOrId: "Twin")) {
            guard case InksealError.Ambiguous(_, let found)? = $0 as? InksealError else { return XCTFail("\($0)") }
            XCTAssertEqual(Set(found), Set(ids))
        }
        XCTAssertThrowsError(try vault.updatePayload(id: ids[0], payload: .other(OtherPayload(data: "x")))) {
            XCTAssertEqual(
                $0 as? InksealError,
                .TypeMismatch(
                    reason: ($0 as? InksealError)?.reason ?? "", expected: "login", actual: "other"))
        }
        assertThrows("not_found") { try vault.open(id: "none") }
        assertThrows("not_found") { try vault.totpCode(id: ids[0]) }
        assertThrows("malformed") { try Vault.parse(text: "no vault") }
        assertThrows("malformed") { try SecretPayload(secretType: .login, json: "{}") }
        assertThrows("unsupported") { try TotpConfig(secret: "GEZDGNBV", algorithm: "md5").code() }
        let orgKey = try OrgKey.generate()
        let blob = try orgKey.seal(secretId: "1", payload: Fixture.login("x"))
        assertThrows("corrupt") { try orgKey.open(secretId: "2", secretType: .login, blob: blob) }
    }

    func testAgents() throws {
        let (vault, _) = try Fixture.vault()
        let granted = try vault.create(name: "Granted", payload: Fixture.login("yes")).id
        let hidden = try vault.create(name: "Hidden", payload: Fixture.login("no")).id
        _ = try vault.createIdentity(agentHandle: "bot", secretIds: [granted])
        let agent = try vault.credentials(identity: "bot")
        XCTAssertEqual(try agent.list().map(\.name), ["Granted"])
        XCTAssertEqual(try agent.getLogin(id: granted).password, "yes")
        assertThrows("not_found") { try agent.get(id: hidden) }
        assertThrows("type_mismatch") { try agent.getApiKey(id: granted) }
        assertThrows("already_exists") { try vault.createIdentity(agentHandle: "bot") }
        _ = try vault.pauseIdentity(idOrHandle: "bot")
        assertThrows("access_denied") { try agent.list() }
    }
}
