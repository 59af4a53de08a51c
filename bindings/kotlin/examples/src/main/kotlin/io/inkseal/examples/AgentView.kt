package io.inkseal.examples

import io.inkseal.*
import java.nio.file.Path

/** What one agent may read, and what it is told of the rest. */
fun main(arguments: Array<String>) {
    Vault.openFile(Path.of(arguments.single())).use { vault ->
        withVaultKey { vault.unlock(it) }
        val credentials = vault.credentials("deploy-bot")
        for (secret in credentials.list()) println("${credentials.identity().agentHandle} may read ${secret.name}")
        val login = credentials.getLogin(credentials.find("GitHub"))
        println("the password has ${login.password.expose().length} characters")
        try {
            credentials.find("Of nobody's business")
        } catch (failure: InksealException.NotFound) {
            println("the other secret: ${failure.code}")
        }
    }
}
