import Foundation
import XCTest

@testable import Inkseal

/// Runs every file of `test-vectors/` that the public API can run, and counts the cases. Each language has a
/// runner like this one, and all print the same count. What a file holds is in its `generate/README.md`.
final class VectorTests: XCTestCase {
    private func runner(_ name: String) -> ((Json) throws -> Json)? {
        switch name {
        case "inkbox/master_key": Vectors.masterKey
        case "inkbox/key_material": Vectors.keyMaterial
        case "inkbox/vault_key_rules": Vectors.vaultKeyRules
        case "inkbox/payload": Vectors.payload
        case "inkbox/reading", "inkbox/reading_totp": Vectors.reading
        case "inkbox/unlock", "inkbox/reading_vault": Vectors.unlock
        case "primitive/binary_data": Vectors.binaryData
        case "totp/config", "totp/digits", "totp/inkbox", "totp/period", "totp/rfc4226", "totp/rfc6238", "totp/steam":
            Vectors.totp
        case "totp/inkbox_uri", "totp/uri", "totp/uri_kinds": Vectors.totpUri
        case "totp/migration": Vectors.totpMigration
        case "totp/written": Vectors.totpWritten
        case "webhook/verify": Vectors.webhook
        default: nil
        }
    }

    func testEveryVectorGivesWhatItShould() throws {
        let names = try files()
        var sum = 0
        for name in names {
            let count = try run(name)
            print(padded(count), name)
            XCTAssertGreaterThan(count, 0, "\(name) is empty")
            sum += count
        }
        print(padded(sum), "cases")
        XCTAssertGreaterThanOrEqual(names.count, 9, "some files are missing: \(names)")
    }

    private static let root = URL(fileURLWithPath: #filePath)
        .appendingPathComponent("../../../../../test-vectors").standardizedFileURL

    /// The files of every area, less those that make the vectors. Argon2id with parameters of other kinds, and what
    /// else is left out, is no call of the package's.
    private func files() throws -> [String] {
        let manager = FileManager.default
        let areas = try manager.contentsOfDirectory(atPath: Self.root.path)
            .filter { !["format-2", "generate", "reference", "template"].contains($0) }
        return try areas.flatMap { area in
            try manager.contentsOfDirectory(atPath: Self.root.appendingPathComponent(area).path)
                .filter { $0.hasSuffix(".json") }
                .map { "\(area)/\($0.dropLast(5))" }
        }.filter { $0 != "primitive/rfc9106" }.sorted()
    }

    private func run(_ name: String) throws -> Int {
        let run = try XCTUnwrap(runner(name), "no runner for \(name): add one in every language")
        let file = try Json(parsing: Data(contentsOf: Self.root.appendingPathComponent("\(name).json")))
        XCTAssertEqual(file["area"].text, name.split(separator: "/").first.map(String.init))
        XCTAssertFalse(file["source"].text.isEmpty)
        for test in file["cases"].elements {
            let actual: Json
            do {
                actual = try run(test)
            } catch let error as InksealError {
                actual = .object(["error": .text(error.code)])
            }
            XCTAssertEqual(actual, test["expect"], "\(name): \(test["name"].text)")
        }
        return file["cases"].elements.count
    }

    private func padded(_ count: Int) -> String {
        let digits = String(count)
        return String(repeating: " ", count: max(0, 6 - digits.count)) + digits
    }
}
