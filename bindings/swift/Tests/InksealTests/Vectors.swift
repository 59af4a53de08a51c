import Foundation
import XCTest

@testable import Inkseal

/// How a case of each kind of file is run: its inputs in, what `expect` is compared with out.
enum Vectors {
    static func masterKey(_ test: Json) throws -> Json {
        let master = try derive(test)
        let orgKey = try master.unwrap(
            keyId: test["key_id"].text, wrapped: test["wrapped_org_encryption_key"].text)
        return .object([
            "auth_hash": .text(try master.authHash()), "org_key_hex": .text(try orgKey.exposeBytes().hex),
        ])
    }

    static func keyMaterial(_ test: Json) throws -> Json {
        let master = try derive(test)
        let material = try KeyMaterial(json: test["material"].written())
        XCTAssertEqual(try master.authHash(), material.authHash)
        XCTAssertEqual(try Json(parsing: material.toJson()), test["material"])
        let orgKey = try master.unwrap(keyId: material.id, wrapped: material.wrappedOrgEncryptionKey)
        return .object(["org_key_hex": .text(try orgKey.exposeBytes().hex)])
    }

    static func vaultKeyRules(_ test: Json) throws -> Json {
        do {
            try checkVaultKey(vaultKey: Array(test["vault_key"].text.utf8))
        } catch InksealError.WeakVaultKey(let reason, let rule) {
            XCTAssertEqual("\(rule)", test["rule"].text, test["name"].text)
            throw InksealError.WeakVaultKey(reason: reason, rule: rule)
        }
        return .text("ok")
    }

    static func payload(_ test: Json) throws -> Json {
        let opened = try open(test)
        // What is written again must be read again as the same.
        let orgKey = try OrgKey.generate()
        let id = "0b9e6c4e-5a0f-4d0e-9d53-0c1f6a2b7c11"
        let blob = try orgKey.seal(secretId: id, payload: opened)
        XCTAssertEqual(try orgKey.open(secretId: id, secretType: opened.secretType, blob: blob), opened)
        return try Json(parsing: opened.toJson().expose())
    }

    static func reading(_ test: Json) throws -> Json {
        let opened = try open(test)
        if case .unknown(let unknown) = opened {
            return .object(["raw": .text(unknown.text.expose())])
        }
        var actual: Json = .object(["payload": known(opened)])
        let kept = [("unknown", opened.unknown), ("totp_unknown", opened.totp?.unknown ?? [])]
        for (name, members) in kept where !members.isEmpty {
            try assertKept(members, test["expect"][name], test["name"].text)
            actual[name] = test["expect"][name]
        }
        let lossy = try opened.lossyMembers
        if lossy.isEmpty {
            XCTAssertNoThrow(try opened.toJson())
        } else {
            XCTAssertThrowsError(try opened.toJson()) { XCTAssertEqual(($0 as? InksealError)?.code, "unsupported") }
            actual["lossy"] = .list(lossy.map(Json.text))
        }
        if test["at"] != .null {
            let totp = try XCTUnwrap(opened.totp, "a case with a time has TOTP")
            do {
                actual["code"] = .text(try totp.code(now: Fixture.time(test["at"].number)).code.expose())
            } catch let error as InksealError {
                actual["code"] = .object(["error": .text(error.code)])
            }
        }
        if test["expect"]["lossy"] == .list([]) {
            actual["lossy"] = .list([])
        }
        return actual
    }

    /// Kept members have the same names and the same JSON, with numbers as they were spelled.
    private static func assertKept(_ kept: [Member], _ expected: Json, _ name: String) throws {
        XCTAssertEqual(kept.count, expected.members.count, name)
        for (member, json) in expected.members {
            let actual = try XCTUnwrap(
                kept.first { $0.name.expose().utf8.elementsEqual(member.utf8) }, "\(name): \(member) was dropped")
            if !actual.value.expose().utf8.elementsEqual(json.text.utf8) {
                XCTAssertEqual(try Json(parsing: actual.value.expose()), try Json(parsing: json.text), name)
            }
        }
    }

    static func unlock(_ test: Json) throws -> Json {
        let vault = try Vault.fromUnlockAnswer(
            organizationId: test["organization_id"].text,
            keys: parseKeys(json: test["keys"].written()),
            answer: UnlockAnswer.fromJson(json: test["answer"].written()),
            vaultKey: Array(test["vault_key"].text.utf8))
        let expected = test["expect"]["secrets"].elements
        let secrets = try vault.openAll().enumerated().map { position, outcome in
            var secret: Json = .object([
                "id": .text(outcome.metadata.id), "name": Json(outcome.metadata.name),
                "secret_type": .text(outcome.metadata.secretType.rawValue),
            ])
            switch outcome.payload {
            case .unknown(let unknown): secret["raw"] = .text(unknown.text.expose())
            case .some(let payload): secret["payload"] = known(payload)
            case nil:
                secret["error"] = Json(outcome.failure?.code)
                if let raw = try? vault.openText(id: outcome.metadata.id) {
                    secret["raw"] = .text(raw.expose())
                }
            }
            return position < expected.count ? alike(secret, expected[position]) : secret
        }
        return .object(["secrets": .list(secrets)])
    }

    /// Ids are compared without regard to case, and `raw` only where it is expected.
    private static func alike(_ actual: Json, _ expected: Json) -> Json {
        var members = actual.members
        if actual["id"].text.lowercased() == expected["id"].text.lowercased() {
            members["id"] = expected["id"]
        }
        if expected.members["raw"] == nil {
            members["raw"] = nil
        }
        return .object(members)
    }

    static func totp(_ test: Json) throws -> Json {
        let config = TotpConfig(
            secret: SecretText(test["secret"].text), algorithm: TotpAlgorithm(rawValue: test["algorithm"].text),
            digits: UInt32(test["digits"].number), period: UInt32(test["period"].number))
        let code = try config.code(now: Fixture.time(test["at"].number))
        return .object([
            "code": .text(code.code.expose()), "period_start": Json(code.periodStartSeconds),
            "period_end": Json(code.periodEndSeconds), "seconds_remaining": Json(code.secondsRemaining),
        ])
    }

    static func totpUri(_ test: Json) throws -> Json {
        let config = try TotpConfig(uri: SecretText(test["uri"].text))
        XCTAssertEqual(try TotpConfig(uri: config.uri()), config, test["name"].text)
        var actual: Json = .object([
            "algorithm": .text(config.algorithm.rawValue), "digits": Json(UInt64(config.digits)),
            "period": Json(UInt64(config.period)), "issuer": Json(config.issuer?.expose()),
            "account_name": Json(config.accountName?.expose()),
            "code": .text(try config.code(now: Fixture.time(test["at"].number)).code.expose()),
        ])
        // Only our own file says how the secret and the whole URI are spelled.
        for (name, value) in [("secret", config.secret), ("canonical_uri", try config.uri())]
        where test["expect"].members[name] != nil {
            actual[name] = .text(value.expose())
        }
        return actual
    }

    static func totpMigration(_ test: Json) throws -> Json {
        let entries = try parseTotpMigration(uris: test["parts"].elements.map { SecretText($0.text) }).map { entry in
            var config: Json = .null
            if let made = entry.config {
                XCTAssertEqual(made.issuer, entry.issuer, test["name"].text)
                XCTAssertEqual(made.accountName, entry.accountName, test["name"].text)
                config = .object([
                    "secret": .text(made.secret.expose()), "algorithm": .text(made.algorithm.rawValue),
                    "digits": Json(UInt64(made.digits)), "period": Json(UInt64(made.period)),
                ])
            }
            return Json.object([
                "issuer": Json(entry.issuer?.expose()), "account_name": Json(entry.accountName?.expose()),
                "config": config,
            ])
        }
        return .object(["entries": .list(entries)])
    }

    static func totpWritten(_ test: Json) throws -> Json {
        let totp = try TotpConfig(uri: SecretText(test["uri"].text))
        let login = LoginPayload(password: "pw", totp: totp)
        _ = try createSecretRequest(orgKey: OrgKey.generate(), name: "name", payload: .login(login))
        return .text("written")
    }

    static func webhook(_ test: Json) -> Json {
        let headers = test["headers"].elements.map { pair in
            Header(name: pair.elements[0].text, value: pair.elements[1].text)
        }
        let freshness = test["now"] == .null
            ? nil : Freshness(toleranceSeconds: test["tolerance_seconds"].number, nowSeconds: test["now"].number)
        let body = test["body_hex"] == .null ? Data(test["body"].text.utf8) : Data(hex: test["body_hex"].text)
        let key = SecretText(test["key"].text)
        return .bool(verifyWebhook(key: key, headers: headers, body: body, freshness: freshness))
    }

    static func binaryData(_ test: Json) throws -> Json {
        if case .text(let data) = test["data"] {
            return decodeBinary(data: SecretText(data)).map { .object(["bytes_hex": .text($0.hex)]) } ?? .null
        }
        let bytes = Data(hex: test["bytes_hex"].text)
        let text = try encodeBinary(bytes: bytes)
        let read = decodeBinary(data: text)
        XCTAssertEqual(read ?? Data(text.expose().utf8), bytes, test["name"].text)
        return .object(["data": .text(text.expose()), "binary": .bool(read != nil)])
    }

    private static func derive(_ test: Json) throws -> MasterKey {
        try MasterKey.derive(
            vaultKey: Array(test["vault_key"].text.utf8), organizationId: test["organization_id"].text)
    }

    private static func open(_ test: Json) throws -> SecretPayload {
        let orgKey = try OrgKey.fromBytes(bytes: Data(hex: test["org_key_hex"].text))
        let secretType = SecretType(rawValue: test["secret_type"].text)
        let blob = test["encrypted_payload"].text
        if test["legacy"] == .bool(true) {
            return try orgKey.openWithoutAad(secretType: secretType, blob: blob)
        }
        return try orgKey.open(secretId: test["secret_id"].text, secretType: secretType, blob: blob)
    }

    /// The members of a payload that are known.
    private static func known(_ payload: SecretPayload) -> Json {
        var known: Json = .object([:])
        for (name, text) in payload.texts {
            known[name] = .text(text.expose())
        }
        if let totp = payload.totp {
            known["totp"] = .object([
                "secret": .text(totp.secret.expose()), "algorithm": .text(totp.algorithm.rawValue),
                "digits": Json(UInt64(totp.digits)), "period": Json(UInt64(totp.period)),
            ])
            for (name, text) in [("issuer", totp.issuer), ("account_name", totp.accountName)] {
                if let text {
                    known["totp"][name] = .text(text.expose())
                }
            }
        }
        return known
    }
}
