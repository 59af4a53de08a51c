import Foundation
import Inkseal

/// A vault file of 10,000 logins of about 300 bytes each, made by the library itself.
struct Fixture {
    static let organizationId = "org_bench_0001"
    static let vaultKey = Array("Measured-Vault-Key-7".utf8)
    static let count = 10_000

    let path: String

    init(in folder: URL) throws {
        path = folder.appendingPathComponent("vault.json").path
        let vault = try Vault.initialize(organizationId: Self.organizationId, vaultKey: Self.vaultKey).vault
        defer { vault.lock() }
        let notes = String(repeating: "These notes are as long as people write. ", count: 4)
        for number in 0..<Self.count {
            let login = LoginPayload(
                password: SecretText("correct-horse-\(number)"), username: "ada.lovelace@example.com",
                url: SecretText("https://service-\(number).example.com/login"), notes: SecretText(notes))
            _ = try vault.create(name: "Service \(number)", payload: .login(login))
        }
        try vault.saveAs(path: path)
    }
}
