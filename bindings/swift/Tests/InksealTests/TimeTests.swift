import Foundation
import Inkseal
import XCTest

/// Times go in and come out as `Date`.
final class TimeTests: XCTestCase {
    func testMetadata() throws {
        let (vault, _) = try Fixture.vault()
        let secret = try vault.create(name: "Example", payload: Fixture.login("x"), now: Fixture.now)
        XCTAssertEqual(secret.createdAt, Fixture.now)
        let later = Fixture.now.addingTimeInterval(60)
        XCTAssertEqual(try vault.rename(id: secret.id, name: "New", now: later).updatedAt, later)
        XCTAssertEqual(vault.info().updatedAt, later)
        XCTAssertEqual(vault.info().createdAt, Fixture.now)
        XCTAssertEqual(vault.keys().map(\.createdAt), Array(repeating: Fixture.now, count: 5))
        _ = try vault.createIdentity(agentHandle: "bot", now: later)
        XCTAssertEqual(try vault.grant(secretId: secret.id, identity: "bot", now: later).createdAt, later)
    }

    func testEverySpellingOfTheService() throws {
        let spelled = try secret(createdAt: "2026-10-01T14:00:00.250+02:00", updatedAt: "2026-10-01T12:00:00Z")
        XCTAssertEqual(spelled.createdAt, Fixture.time(1_790_856_000).addingTimeInterval(0.25))
        XCTAssertEqual(spelled.updatedAt, Fixture.time(1_790_856_000))
        let microseconds = try secret(createdAt: "2026-10-01T12:00:00.123456+00:00", updatedAt: "yesterday")
        let fraction = try XCTUnwrap(microseconds.createdAt).timeIntervalSince(Fixture.time(1_790_856_000))
        XCTAssertEqual(fraction, 0.123456, accuracy: 0.001)
        XCTAssertNil(microseconds.updatedAt)
        // What is written back is what was read.
        XCTAssertEqual(try SecretMetadata(json: microseconds.toJson()), microseconds)
    }

    func testCodes() throws {
        let code = try TotpConfig(uri: Fixture.totpUri).code(now: Fixture.now.addingTimeInterval(1.9))
        XCTAssertEqual(code.periodStart, Fixture.now)
        XCTAssertEqual(code.periodEnd, Fixture.now.addingTimeInterval(30))
        XCTAssertEqual(code.secondsRemaining, 29)
    }

    func testWhatIsNoTime() throws {
        let (vault, _) = try Fixture.vault()
        let totp = try TotpConfig(uri: Fixture.totpUri)
        for time in [Date(timeIntervalSince1970: -1), .distantPast, Date(timeIntervalSince1970: .nan)] {
            assertThrows("invalid_input") { try totp.code(now: time) }
            assertThrows("invalid_input") { try vault.create(name: "x", payload: Fixture.login("x"), now: time) }
            assertThrows("invalid_input") { try Freshness(toleranceSeconds: 1, now: time) }
        }
        XCTAssertEqual(vault.list(), [])
    }

    private func secret(createdAt: String, updatedAt: String) throws -> SecretMetadata {
        try SecretMetadata(
            json: """
                {"id":"id","name":"n","secret_type":"login","created_at":"\(createdAt)","updated_at":"\(updatedAt)",
                "access":[]}
                """)
    }
}
