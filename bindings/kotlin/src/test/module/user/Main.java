package user;

import io.inkseal.ApiKeyPayload;
import io.inkseal.SecretText;
import io.inkseal.Vault;

/** Makes a vault, and reads from it: through the native library, which comes out of the module's jar. */
public final class Main {
    public static void main(String[] arguments) {
        char[] vaultKey = "Correct-Horse-7-Battery".toCharArray();
        try (Vault vault = Vault.initialize("org_test_123", vaultKey).getVault()) {
            String id = vault.create("deploy", new ApiKeyPayload(new SecretText("token"))).getId();
            System.out.println(Main.class.getModule().getName() + " read " + vault.open(id).getPayload());
        }
    }
}
