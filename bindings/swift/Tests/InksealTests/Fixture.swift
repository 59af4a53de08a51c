import Foundation
import Inkseal
import XCTest

/// What tests begin with. Its vaults are made with random keys, without a derivation.
enum Fixture {
    static let organizationId = "org_swift_0001"
    static let now = time(1_767_225_600)
    static let totpUri: SecretText = "otpauth://totp/Example:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example"

    static func time(_ unixSeconds: UInt64) -> Date {
        Date(timeIntervalSince1970: Double(unixSeconds))
    }

    static func masterKey() throws -> MasterKey {
        try MasterKey.fromBytes(bytes: (0..<32).map { _ in UInt8.random(in: .min ... .max) })
    }

    /// An unlocked vault in memory, and the key that unlocks it again.
    static func vault() throws -> (Vault, MasterKey) {
        let key = try masterKey()
        let recovery = try (0..<4).map { _ in try masterKey() }
        let vault = try Vault.initializeWith(
            organizationId: organizationId, primary: key, recovery: recovery, now: now)
        return (vault, key)
    }

    static func login(_ password: SecretText) -> SecretPayload {
        .login(LoginPayload(password: password, username: "ada"))
    }
}

extension XCTestCase {
    /// Asserts that something fails with a code.
    func assertThrows<Value>(
        _ code: String, file: StaticString = #filePath, line: UInt = #line, _ work: () throws -> Value
    ) {
        XCTAssertThrowsError(try work(), file: file, line: line) { error in
            XCTAssertEqual((error as? InksealError)?.code, code, "\(error)", file: file, line: line)
        }
    }

    /// An empty folder that goes when the test ends.
    func temporaryFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inkseal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        addTeardownBlock { try? FileManager.default.removeItem(at: folder) }
        return folder
    }
}
