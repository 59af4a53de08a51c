package io.inkseal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library as Java sees it. */
class FromJavaTest {
    @Test
    void aVaultIsMadeSavedAndRead(@TempDir Path folder) {
        Path path = folder.resolve("vault.json");
        char[] vaultKey = "Correct-Horse-7-Battery".toCharArray();
        LoginPayload login = new LoginPayload(new SecretText("password"), new SecretText("ada"));
        assertNull(login.getEmail());

        try (Vault vault = Vault.initialize("org_test_123", vaultKey).getVault()) {
            SecretMetadata made = vault.create("GitHub", login);
            assertEquals(SecretType.LOGIN, made.getSecretType());
            vault.createIdentity("deploy-bot", null, List.of(made.getId()));
            vault.saveAs(path);
        }
        try (Vault vault = Vault.openFile(path)) {
            assertThrows(InksealException.Locked.class, () -> vault.open(vault.find("GitHub")));
            vault.unlock(vaultKey);
            OpenedSecret opened = vault.open(vault.find("GitHub"));
            assertEquals(login, opened.getPayload());
            assertEquals(1, vault.info().getSecretCount());
            Credentials view = vault.credentials("deploy-bot");
            assertEquals("password", view.getLogin(view.find("GitHub")).getPassword().expose());
        }
    }

    @Test
    void whatMayBeLeftOutIsLeftOut() {
        Instant before = Instant.now().minusSeconds(1);
        try (Vault vault = Vault.initialize("org_test_123", "Correct-Horse-7-Battery".toCharArray()).getVault()) {
            String id = vault.create("GitHub", new LoginPayload(new SecretText("password"))).getId();
            vault.setTotpUri(id, new SecretText("otpauth://totp/GitHub:ada?secret=GEZDGNBVGY3TQOJQ&issuer=GitHub"));
            assertEquals(6, vault.totpCode(id).getCode().expose().length());
            Identity agent = vault.createIdentity("deploy-bot");
            assertEquals(IdentityStatus.ACTIVE, agent.getStatus());
            AccessRule rule = vault.grant(id, "deploy-bot");
            assertEquals(agent.getId(), rule.getIdentityId());
            assertEquals(6, vault.credentials("deploy-bot").totpCode(id).getCode().expose().length());
            SecretMetadata renamed = vault.rename(id, "GitLab");
            assertTrue(renamed.getCreatedAt().isAfter(before));
            assertFalse(renamed.getUpdatedAt().isBefore(renamed.getCreatedAt()));
            assertEquals(renamed, SecretMetadata.fromJson(renamed.toJson()));
            vault.revoke(id, "deploy-bot");
            assertEquals("GitLab", vault.delete(id).getName());
            assertEquals("Vault(unlocked, secrets=0, path=null)", vault.toString());
        }
        CreateSecretRequest request = CreateSecretRequest.seal(OrgKey.generate(), "GitHub", new OtherPayload(new SecretText("x")));
        assertEquals("GitHub", request.getName());
    }

    @Test
    void functionsAndFailures() {
        assertEquals(24, Generate.generatePassword().expose().length());
        TotpConfig totp = new TotpConfig(new SecretText("GEZDGNBVGY3TQOJQ"));
        assertEquals(6, totp.code().getCode().expose().length());
        assertFalse(Webhook.verifyWebhook(new SecretText("whsec_key"), Map.of(), new byte[0]));
        assertArrayEquals(new byte[] {-1}, Binary.decodeBinary(Binary.encodeBinary(new byte[] {-1})));
        InksealException failure =
            assertThrows(InksealException.class, () -> VaultKey.checkVaultKey(new byte[] {'a'}));
        assertEquals("weak_vault_key", failure.getCode());
    }
}
