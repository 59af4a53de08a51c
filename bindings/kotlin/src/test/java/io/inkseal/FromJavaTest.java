package io.inkseal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.inkseal.ffi.SecretMetadata;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library as Java sees it. Metadata has the names of the package that is generated. */
class FromJavaTest {
    @Test
    void aVaultIsMadeSavedAndRead(@TempDir Path folder) {
        Path path = folder.resolve("vault.json");
        char[] vaultKey = "Correct-Horse-7-Battery".toCharArray();
        LoginPayload login = new LoginPayload(new SecretText("password"), new SecretText("ada"));
        assertNull(login.getEmail());

        try (Vault vault = Vault.initialize("org_test_123", vaultKey).getVault()) {
            SecretMetadata made = vault.create("GitHub", login, null, null);
            assertEquals(SecretType.LOGIN, made.getSecretType());
            vault.createIdentity("deploy-bot", null, List.of(made.getId()), null);
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
    void functionsAndFailures() {
        assertEquals(24, Generate.generatePassword().expose().length());
        TotpConfig totp = new TotpConfig(new SecretText("GEZDGNBVGY3TQOJQ"));
        assertEquals(6, totp.code().getCode().expose().length());
        assertFalse(Webhook.verifyWebhook(new SecretText("whsec_key"), Map.of(), new byte[0]));
        InksealException failure =
            assertThrows(InksealException.class, () -> VaultKey.checkVaultKey(new byte[] {'a'}));
        assertEquals("weak_vault_key", failure.getCode());
    }
}
