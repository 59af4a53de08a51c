import Inkseal
import XCTest

/// Text is the same on both sides, to the byte.
final class SecretTextTests: XCTestCase {
    func testEqualMeansTheSameBytes() {
        let (composed, decomposed): (SecretText, SecretText) = ("caf\u{E9}", "cafe\u{301}")
        XCTAssertEqual(composed.expose(), decomposed.expose(), "which String calls equal")
        XCTAssertNotEqual(composed, decomposed)
        XCTAssertEqual(composed, SecretText("caf\u{E9}"))
        XCTAssertEqual(Set([composed, decomposed, "caf\u{E9}"]).count, 2)
        XCTAssertNotEqual(SecretText("a"), SecretText("ab"))
    }

    func testCrossesAsItIs() throws {
        let orgKey = try OrgKey.generate()
        for text in ["", "\u{FEFF}mark", "a\u{0}b", "cafe\u{301}", "👩🏽‍🚀", "\u{10FFFF}", "\r\n\t"] {
            let payload = SecretPayload.other(OtherPayload(data: SecretText(text)))
            let blob = try orgKey.seal(secretId: "1", payload: payload)
            XCTAssertEqual(try orgKey.open(secretId: "1", secretType: .other, blob: blob), payload)
        }
    }

    func testLossyTextIsNotWrittenBack() throws {
        let lossy = try SecretPayload(secretType: .other, json: #"{"data":"half \ud800","notes":"whole"}"#)
        guard case .other(var other) = lossy else { return XCTFail("\(lossy)") }
        XCTAssertTrue(other.data.isLossy)
        XCTAssertEqual(other.data.expose(), "half \u{FFFD}")
        XCTAssertNotEqual(other.data, "half \u{FFFD}")
        XCTAssertEqual(try lossy.lossyMembers, ["data"])

        let (vault, _) = try Fixture.vault()
        assertThrows("unsupported") { try lossy.toJson() }
        assertThrows("unsupported") { try vault.create(name: "Lossy", payload: lossy) }
        other.data = "replaced"
        let id = try vault.create(name: "Whole", payload: .other(other)).id
        XCTAssertEqual(try vault.open(id: id).payload, .other(other))
    }

    func testAMemberThatIsNoJsonIsRefusedWhereverAPayloadGoesIn() throws {
        let made = SecretPayload.other(OtherPayload(data: "x", unknown: [Member(name: "name", value: "{")]))
        let (vault, _) = try Fixture.vault()
        assertThrows("invalid_input") { try made.toJson() }
        assertThrows("invalid_input") { try made.lossyMembers }
        assertThrows("invalid_input") { try vault.create(name: "Made up", payload: made) }
        XCTAssertEqual(made.secretType, .other)
    }
}
