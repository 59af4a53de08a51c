import Foundation
import Inkseal
import XCTest

/// Bytes that are kept as text.
final class BinaryTests: XCTestCase {
    func testBytesComeBackOutOfAVault() throws {
        let (vault, _) = try Fixture.vault()
        let every = [UInt8](0...255)
        for bytes in [[], Array("text\n".utf8), every] {
            XCTAssertEqual(try encodeBinary(bytes: bytes), try encodeBinary(bytes: Data(bytes)))
            let id = try vault.create(name: "bytes", payload: .other(OtherPayload(data: encodeBinary(bytes: bytes)))).id
            guard case .other(let opened) = try vault.open(id: id).payload else { return XCTFail("another type") }
            XCTAssertEqual(decodeBinary(data: opened.data) ?? Data(opened.data.expose().utf8), Data(bytes))
        }
        XCTAssertEqual(decodeBinary(data: try encodeBinary(bytes: every)), Data(every))
        XCTAssertNil(decodeBinary(data: "text"))
    }

    func testAsManyAsFitIntoAPayload() throws {
        let (vault, _) = try Fixture.vault()
        let most = try encodeBinary(bytes: Data(repeating: 0xFF, count: 786_396))
        _ = try vault.create(name: "most", payload: .other(OtherPayload(data: most)))
        let withNotes = OtherPayload(data: most, notes: SecretText(String(repeating: "n", count: 30)))
        assertThrows("invalid_input") { try vault.create(name: "notes", payload: .other(withNotes)) }
        assertThrows("invalid_input") { try encodeBinary(bytes: Data(repeating: 0xFF, count: 786_430)) }
        assertThrows("invalid_input") { try encodeBinary(bytes: [UInt8](repeating: 0x61, count: (1 << 20) + 1)) }
    }
}
