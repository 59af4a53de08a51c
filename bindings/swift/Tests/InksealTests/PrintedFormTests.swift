import Inkseal
import XCTest

/// No printed form shows what is secret.
final class PrintedFormTests: XCTestCase {
    private let secret = SecretText("hunter2-do-not-show")
    private var unknown: [Member] { [Member(name: secret, value: secret)] }
    private var totp: TotpConfig {
        TotpConfig(
            secret: secret, algorithm: TotpAlgorithm(rawValue: secret.expose()), issuer: secret,
            accountName: secret, unknown: unknown)
    }

    /// One of every payload, every text in it secret.
    private var payloads: [SecretPayload] {
        [
            .login(
                LoginPayload(
                    password: secret, username: secret, email: secret, url: secret, notes: secret, totp: totp,
                    unknown: unknown)),
            .apiKey(ApiKeyPayload(apiKey: secret, endpoint: secret, notes: secret, unknown: unknown)),
            .keyPair(
                KeyPairPayload(
                    accessKey: secret, secretKey: secret, endpoint: secret, notes: secret, unknown: unknown)),
            .sshKey(
                SshKeyPayload(
                    privateKey: secret, publicKey: secret, fingerprint: secret, passphrase: secret, notes: secret,
                    unknown: unknown)),
            .other(OtherPayload(data: secret, notes: secret, unknown: unknown)),
            .unknown(UnknownPayload(secretType: "passkey", text: secret)),
        ]
    }

    /// Every way in which Swift prints a value.
    private func printed(_ value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return [
            String(describing: value), String(reflecting: value), "\(value)", "\([value])",
            "\(Optional.some(value) as Any)", "\(["name": value])", dumped, reflected(value),
        ]
    }

    /// All that mirrors reach, written out.
    private func reflected(_ value: Any) -> String {
        let children = Mirror(reflecting: value).children
        let inside = children.map { "\($0.label ?? "_"): \(reflected($0.value))" }
        return "\(type(of: value)) \(String(describing: value)) \(inside)"
    }

    private func assertHides(_ value: Any, _ text: String, file: StaticString = #filePath, line: UInt = #line) {
        for shown in printed(value) where shown.contains(text) {
            XCTFail("\(type(of: value)) shows a secret", file: file, line: line)
        }
    }

    func testSecretText() {
        XCTAssertEqual("\(secret)", "[secret]")
        XCTAssertEqual(String(reflecting: secret), "[secret]")
        assertHides(secret, "hunter2")
        assertHides(SecretTextForm(text: secret.expose(), lossy: false), "hunter2")
        // The assertion finds what is not hidden.
        XCTAssertTrue(printed(secret.expose()).allSatisfy { $0.contains("hunter2") })
    }

    func testPayloadsAndTheirRecords() throws {
        let metadata = try Fixture.vault().0.create(name: "Example", payload: Fixture.login("x"))
        for payload in payloads {
            assertHides(payload, "hunter2")
            XCTAssertTrue("\(payload)".contains("[secret]"), "\(payload)")
            let opened = OpenedSecret(metadata: metadata, payload: payload)
            assertHides(opened, "hunter2")
            XCTAssertTrue("\(opened)".contains("Example"))
            assertHides(OpenOutcome(metadata: metadata, payload: payload, failure: nil), "hunter2")
        }
        for inner in payloads.compactMap({ Mirror(reflecting: $0).children.first?.value }) {
            assertHides(inner, "hunter2")
        }
        assertHides(totp, "hunter2")
        assertHides(totp.algorithm, "hunter2")
        assertHides(unknown[0], "hunter2")
    }

    func testKnownAlgorithmsShowTheirName() {
        XCTAssertEqual("\(TotpAlgorithm.sha256)", "sha256")
        XCTAssertEqual("\(TotpAlgorithm(rawValue: "md5"))", "[unknown]")
    }

    func testCodesOfTotpAndRecoveryCodes() throws {
        let code = try TotpConfig(uri: Fixture.totpUri).code(now: Fixture.time(59))
        assertHides(code, code.code.expose())
        let made = try Vault.initialize(
            organizationId: Fixture.organizationId, vaultKey: Array("Correct-Horse-7-Battery".utf8))
        XCTAssertEqual(made.recoveryCodes.count, 4)
        for code in made.recoveryCodes {
            assertHides(made, code.expose())
        }
    }

    func testHandles() throws {
        let (vault, masterKey) = try Fixture.vault()
        let orgKey = try OrgKey.generate()
        for (handle, bytes) in [(masterKey as Any, try masterKey.exposeBytes()), (orgKey, try orgKey.exposeBytes())] {
            assertHides(handle, bytes.hex)
            assertHides(handle, bytes.base64EncodedString())
            assertHides(handle, "\(Array(bytes))")
        }
        _ = try vault.create(name: "Example", payload: Fixture.login(secret))
        assertHides(vault, "hunter2")
        XCTAssertEqual("\(masterKey) \(orgKey)", "MasterKey([secret]) OrgKey([secret])")
    }

    func testAVaultShowsItsState() throws {
        let (vault, _) = try Fixture.vault()
        _ = try vault.create(name: "Example", payload: Fixture.login(secret))
        XCTAssertEqual("\(vault)", "Vault(unlocked, secrets: 1, path: nil)")
        _ = try vault.createIdentity(agentHandle: "bot")
        let agent = try vault.credentials(identity: "bot")
        XCTAssertEqual("\(agent)", "Credentials(bot)")
        _ = try vault.deleteIdentity(idOrHandle: "bot")
        XCTAssertEqual("\(agent)", "Credentials(deleted)")
        let path = try temporaryFolder().appendingPathComponent("vault.json").resolvingSymlinksInPath().path
        try vault.saveAs(path: path)
        vault.lock()
        XCTAssertEqual("\(vault)", "Vault(locked, secrets: 1, path: \(vault.path() ?? ""))")
        // A dump shows the same, and what is printed is no longer the name of the class alone.
        XCTAssertTrue(printed(vault).contains { $0.contains("secretCount") })
        let answer = try UnlockAnswer.fromJson(json: #"{"wrapped_org_encryption_key":null,"secrets":[]}"#)
        XCTAssertEqual("\(answer)", "UnlockAnswer(secrets: 0)")
    }

    func testErrors() {
        XCTAssertThrowsError(try TotpConfig(uri: "otpauth://totp/hunter2?secret=hunter2!")) {
            assertHides($0, "hunter2")
            XCTAssertFalse($0.localizedDescription.contains("hunter2"))
        }
        let json: SecretText = #"{"password": {"hunter2": "hunter2"}, "hunter2": 1}"#
        XCTAssertThrowsError(try SecretPayload(secretType: .login, json: json)) {
            assertHides($0, "hunter2")
            XCTAssertFalse($0.localizedDescription.contains("hunter2"))
        }
    }
}
