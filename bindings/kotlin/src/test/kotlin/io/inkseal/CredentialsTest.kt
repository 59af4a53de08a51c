package io.inkseal

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Identities, what is granted to them, and the view that one has. */
class CredentialsTest {
    private val vault = Fixture.vault()

    @Test
    fun `an agent reads what is granted and nothing else`() {
        val ids = Fixture.payloads().filter { it !is UnknownPayload }
            .associate { it.secretType to vault.create("The ${it.secretType}", it).id }
        val agent = vault.createIdentity("deploy-bot", "Deploy bot", ids.values.toList())
        val view = vault.credentials("deploy-bot")
        assertEquals(agent, view.identity())
        val payloads = listOf(
            view.getLogin(ids.getValue(SecretType.LOGIN)),
            view.getApiKey(ids.getValue(SecretType.API_KEY)),
            view.getKeyPair(ids.getValue(SecretType.KEY_PAIR)),
            view.getSshKey(ids.getValue(SecretType.SSH_KEY)),
            view.getOther(ids.getValue(SecretType.OTHER)),
        )
        assertEquals(Fixture.payloads().dropLast(1), payloads)
        val lists = listOf(
            view.listLogins(),
            view.listApiKeys(),
            view.listKeyPairs(),
            view.listSshKeys(),
            view.listOthers(),
        )
        assertEquals(ids.values.map { listOf(it) }, lists.map { list -> list.map { it.id } })
        assertEquals(lists.flatten(), view.list())
        assertEquals(lists[1], view.listType(SecretType.API_KEY))
        assertEquals(ids[SecretType.OTHER], view.find("The other"))
        fails<InksealException.TypeMismatch> { view.getLogin(ids.getValue(SecretType.OTHER)) }

        val hidden = vault.create("Not for agents", Fixture.login()).id
        fails<InksealException.NotFound> { view.get(hidden) }
        fails<InksealException.NotFound> { view.find("Not for agents") }
        assertEquals(payloads, vault.openGranted("deploy-bot").map { it.payload })
        vault.revoke(ids.getValue(SecretType.LOGIN), "deploy-bot")
        fails<InksealException.NotFound> { view.getLogin(ids.getValue(SecretType.LOGIN)) }
    }

    @Test
    fun `an agent makes a secret and its codes`() {
        vault.createIdentity("deploy-bot")
        val view = vault.credentials("deploy-bot")
        val id = view.create("Made by an agent", LoginPayload(SecretText("password")), "why", Fixture.now).id
        assertEquals("why", view.get(id).metadata.description)
        view.setTotp(id, Fixture.totp())
        assertEquals(Fixture.totp().code(Fixture.now), view.totpCode(id, Fixture.now))
        view.removeTotp(id)
        fails<InksealException.NotFound> { view.totpCode(id) }
        view.setTotpUri(id, SecretText(Fixture.TOTP_URI))
        assertEquals(vault.totpCode(id, Fixture.now), view.totpCode(id, Fixture.now))
    }

    @Test
    fun `a paused agent reads nothing`() {
        val id = vault.create("GitHub", Fixture.login()).id
        vault.createIdentity("deploy-bot", secretIds = listOf(id))
        val view = vault.credentials("deploy-bot")
        assertEquals(IdentityStatus.PAUSED, vault.pauseIdentity("deploy-bot").status)
        assertEquals("access_denied", fails<InksealException.AccessDenied> { view.getLogin(id) }.code)
        assertEquals(listOf(id), vault.grantedTo("deploy-bot").map { it.id })
        vault.resumeIdentity("deploy-bot")
        assertEquals(Fixture.login(), view.getLogin(id))
    }

    @Test
    fun `identities and grants are changed`() {
        val ids = List(2) { vault.create("Secret $it", Fixture.login()).id }
        val agent = vault.createIdentity("agent")
        val rule = vault.grant(ids[0], "agent", Fixture.now)
        assertEquals(agent.id to ids[0], rule.identityId to rule.vaultSecretId)
        assertEquals(listOf(rule), vault.accessOfSecret(ids[0]))
        fails<InksealException.AlreadyExists> { vault.grant(ids[0], "agent") }
        vault.setGrants("agent", listOf(ids[1]))
        assertEquals(listOf(ids[1]), vault.grantedTo("agent").map { it.id })
        vault.renameIdentity("agent", "renamed")
        assertEquals("A name", vault.setDisplayName("renamed", "A name").displayName)
        assertEquals(listOf(agent.id), vault.identities().map { it.id })
        val granted = vault.createGranted("Both", Fixture.login(), listOf("renamed"))
        assertEquals(listOf(agent.id), granted.access.map { it.identityId })
        assertEquals(agent.id, vault.deleteIdentity("renamed").id)
        fails<InksealException.NotFound> { vault.identity(agent.id) }
        assertTrue(vault.list().all { it.access.isEmpty() })
    }
}
