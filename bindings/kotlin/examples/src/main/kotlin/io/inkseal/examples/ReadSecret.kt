package io.inkseal.examples

import io.inkseal.*
import java.nio.file.Path

/** Opens a vault file, reads a secret and its one-time code, and locks the vault again. */
fun main(arguments: Array<String>) {
    Vault.openFile(Path.of(arguments.single())).use { vault ->
        withVaultKey { vault.unlock(it) }
        val id = vault.find("GitHub")
        when (val payload = vault.open(id).payload) {
            is LoginPayload -> println("a login of ${payload.username?.expose()}: $payload")
            is ApiKeyPayload, is KeyPairPayload, is SshKeyPayload, is OtherPayload, is UnknownPayload ->
                println("not a login: ${payload.secretType}")
        }
        val code = vault.totpCode(id)
        println("a code of ${code.code.expose().length} digits, until ${code.periodEnd}")
    }
}
