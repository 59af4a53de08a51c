import Foundation
import Inkseal
import XCTest

/// What was to unlock a vault and has begun before a lock does not unlock it after.
final class LockWhileUnlockingTests: XCTestCase {
    private let vaultKey = Array("Correct-Horse-7-Battery".utf8)
    private let another = Array("Another-Vault-Key-8".utf8)

    func testALockEndsWhatIsBeingDerived() throws {
        let made = try Vault.initialize(organizationId: Fixture.organizationId, vaultKey: vaultKey)
        let (text, code) = (try made.vault.toText(), Array(made.recoveryCodes[0].expose().utf8))
        let calls: [@Sendable (Vault) throws -> Void] = [
            { [vaultKey] in try $0.unlock(vaultKey: vaultKey) },
            { [vaultKey, another] in try $0.changeVaultKey(current: vaultKey, new: another) },
            { [another] in try $0.recover(recoveryCode: code, new: another) },
        ]
        for (number, call) in calls.enumerated() {
            let refused = try (1...50).contains { _ in try refusedByALock(Vault.parse(text: text), call) }
            XCTAssertTrue(refused, "call \(number) unlocks after a lock")
        }
    }

    /// Locks the vault again and again while a call derives, which takes a thousand times as long. Says whether the
    /// call was refused; if it was not, it has unlocked before it was locked the last time, or came before the first.
    private func refusedByALock(_ vault: Vault, _ call: @escaping @Sendable (Vault) throws -> Void) throws -> Bool {
        let (finished, refused) = (Counter(), Counter())
        Thread {
            do {
                try call(vault)
            } catch InksealError.Locked {
                refused.increment()
            } catch {
                XCTFail("\(error)")
            }
            finished.increment()
        }.start()
        while finished.value == 0 {
            vault.lock()
        }
        guard refused.value == 1 else { return false }
        XCTAssertFalse(vault.isUnlocked())
        assertThrows("locked") { try vault.exportDecrypted() }
        return true
    }
}
