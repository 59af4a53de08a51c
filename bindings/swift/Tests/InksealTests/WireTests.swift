import Inkseal
import XCTest

/// Values of the service, through their JSON and back.
final class WireTests: XCTestCase {
    func testValuesReadWhatTheyWrite() throws {
        let (vault, _) = try Fixture.vault()
        let secret = try vault.create(name: "Example", payload: Fixture.login("x"), description: "for tests")
        let bot = try vault.createIdentity(agentHandle: "bot")
        let rule = try vault.grant(secretId: secret.id, identity: "bot")
        XCTAssertEqual(try AccessRule(json: rule.toJson()), rule)
        let metadata = try vault.metadata(id: secret.id)
        XCTAssertEqual(try SecretMetadata(json: metadata.toJson()), metadata)
        XCTAssertEqual(try VaultInfo(json: vault.info().toJson()), vault.info())
        let grant = GrantRequest(identityId: bot.id)
        XCTAssertEqual(try GrantRequest(json: grant.toJson()), grant)
        let whoami = Whoami(organizationId: Fixture.organizationId)
        XCTAssertEqual(try Whoami(json: whoami.toJson()), whoami)
        let answer = InitializeAnswer(vaultId: "v", vaultKeyId: "k", recoveryKeyCount: 4)
        XCTAssertEqual(try InitializeAnswer(json: answer.toJson()), answer)
        let sealed = SecretAnswer(metadata: metadata, encryptedPayload: "c2VhbGVk")
        XCTAssertEqual(try SecretAnswer(json: sealed.toJson()), sealed)
        let key = vault.keys()[0]
        XCTAssertEqual(try KeyMetadata(json: key.toJson()), key)
        XCTAssertEqual(try parseKeys(json: keysToJson(keys: vault.keys())), vault.keys())
        XCTAssertEqual(try parseSecrets(json: secretsToJson(secrets: vault.list())), vault.list())
        XCTAssertEqual(try parseAccessRules(json: accessRulesToJson(rules: [rule])), [rule])
        assertThrows("malformed") { try Whoami(json: "[]") }
    }

    func testRequestsReadWhatTheyWrite() throws {
        let (orgKey, master) = (try OrgKey.generate(), try Fixture.masterKey())
        let recovery = try (0..<4).map { _ in try Fixture.masterKey() }
        let material = try generateKeyMaterial(masterKey: master, orgKey: orgKey, keyType: .primary)
        XCTAssertEqual(try KeyMaterial(json: material.toJson()), material)
        let initialize = try initializeRequest(orgKey: orgKey, primary: master, recovery: recovery)
        XCTAssertEqual(try InitializeRequest(json: initialize.toJson()), initialize)
        let replace = try replacePrimaryKeyWithRecovery(code: recovery[0], new: master, orgKey: orgKey)
        XCTAssertEqual(try ReplacePrimaryKeyRequest(json: replace.toJson()), replace)
        XCTAssertEqual(replace.recoveryAuthHash, try recovery[0].authHash())
        let create = try createSecretRequest(orgKey: orgKey, name: "Example", payload: Fixture.login("x"))
        XCTAssertEqual(try CreateSecretRequest(json: create.toJson()), create)
        for update in [
            try updateSecretName(name: "Other"), updateSecretDescription(description: nil),
            updateSecretDescription(description: "why"),
            try updateSecretPayload(orgKey: orgKey, secretId: create.id, payload: Fixture.login("y")),
        ] {
            XCTAssertEqual(try UpdateSecretRequest(json: update.toJson()), update)
        }
        XCTAssertEqual(try updateSecretDescription(description: nil).toJson(), #"{"description":null}"#)
    }
}
