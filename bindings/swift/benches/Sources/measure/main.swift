import Foundation
import Inkseal

// Prints medians, as rows of the table in bindings/swift/README.md. Build it with `-c release`.

/// The median of some runs, in seconds.
func median(of runs: Int, _ work: () throws -> Void) rethrows -> Double {
    var times: [Double] = []
    for _ in 0..<runs {
        let elapsed = try ContinuousClock().measure(work)
        let (seconds, attoseconds) = elapsed.components
        times.append(Double(seconds) + Double(attoseconds) * 1e-18)
    }
    return times.sorted()[runs / 2]
}

func row(_ what: String, _ seconds: Double) {
    let shown = seconds < 0.001 ? String(format: "%.1f µs", seconds * 1e6) : String(format: "%.1f ms", seconds * 1e3)
    print("| \(what) | \(shown) |")
}

let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inkseal-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }
let fixture = try Fixture(in: folder)

print("| what | median |\n|---|---|")

let derivation = try median(of: 15) {
    _ = try MasterKey.derive(vaultKey: Fixture.vaultKey, organizationId: Fixture.organizationId)
}
row("Argon2id alone", derivation)

let masterKey = try MasterKey.derive(vaultKey: Fixture.vaultKey, organizationId: Fixture.organizationId)
row(
    "open the file of 10,000 secrets, unlock it with a derived key, read one",
    try median(of: 15) {
        let vault = try Vault.openFile(path: fixture.path)
        defer { vault.lock() }
        try vault.unlockWith(masterKey: masterKey)
        _ = try vault.open(id: try vault.find(nameOrId: "Service 5000"))
    })

let vault = try Vault.openFile(path: fixture.path)
try vault.unlockWith(masterKey: masterKey)
row(
    "unlock the open vault with a derived key, read one",
    try median(of: 15) {
        vault.lock()
        try vault.unlockWith(masterKey: masterKey)
        _ = try vault.open(id: try vault.find(nameOrId: "Service 5000"))
    })
row(
    "list 10,000 names",
    median(of: 15) { precondition(vault.list().compactMap(\.name).count == Fixture.count) })
row(
    "open all 10,000",
    try median(of: 9) {
        let opened = try vault.openAll()
        precondition(opened.count { $0.payload != nil } == Fixture.count)
    })

let id = try vault.find(nameOrId: "Service 5000")
row("open one", try median(of: 9) { for _ in 0..<1_000 { _ = try vault.open(id: id) } } / 1_000)
vault.lock()
