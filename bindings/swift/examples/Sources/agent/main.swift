// What an agent sees of a vault: only what is granted to it, and only while it may.
import Foundation
import Inkseal

let made = try Vault.initialize(
    organizationId: generateLocalOrganizationId(), vaultKey: Array("Correct-Horse-7-Battery".utf8))
let vault = made.vault
defer { vault.lock() }

let token = try vault.create(name: "deploy token", payload: .apiKey(ApiKeyPayload(apiKey: "t0ken")))
let root = try vault.create(name: "root password", payload: .other(OtherPayload(data: "r00t")))
_ = try vault.createIdentity(agentHandle: "deploy-bot", secretIds: [token.id])

let agent = try vault.credentials(identity: "deploy-bot")
print("deploy-bot sees:", try agent.list().compactMap(\.name))
print("its token:", try agent.getApiKey(id: token.id))  // printed forms hide what is secret
print("has", try agent.getApiKey(id: token.id).apiKey.expose().count, "characters")

/// The code of what fails.
func refusal(_ work: () throws -> Void) -> String {
    do {
        try work()
        return "none"
    } catch {
        return (error as? InksealError)?.code ?? "\(error)"
    }
}
print("the root password:", refusal { _ = try agent.get(id: root.id) })
_ = try vault.pauseIdentity(idOrHandle: "deploy-bot")
print("paused:", refusal { _ = try agent.list() })
vault.lock()
print("locked:", refusal { _ = try agent.getApiKey(id: token.id) })
