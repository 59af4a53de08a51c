package io.inkseal.examples

import io.inkseal.*
import java.nio.file.Path

/** Makes a vault file with a login, its one-time codes, and an agent that may read it. */
fun main(arguments: Array<String>) {
    val path = Path.of(arguments.single())
    val (vault, recoveryCodes) = withVaultKey { Vault.initialize(generateLocalOrganizationId(), it) }
    vault.use {
        val uri = SecretText("otpauth://totp/GitHub:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=GitHub")
        val login = LoginPayload(
            password = generatePassword(),
            username = SecretText("ada"),
            totp = TotpConfig.parseUri(uri),
        )
        val secret = vault.create("GitHub", login)
        vault.createIdentity("deploy-bot", secretIds = listOf(secret.id))
        vault.create("Of nobody's business", OtherPayload(SecretText("the agent does not see this")))
        vault.saveAs(path)
    }
    // A program for people shows the codes once, to be written down: they exist nowhere else.
    println("made $path with ${recoveryCodes.size} recovery codes")
}
