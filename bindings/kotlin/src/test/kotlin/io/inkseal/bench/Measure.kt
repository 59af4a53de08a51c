package io.inkseal.bench

import io.inkseal.LoginPayload
import io.inkseal.MasterKey
import io.inkseal.SecretText
import io.inkseal.Vault
import java.nio.file.Files
import java.nio.file.Path
import kotlin.time.Duration
import kotlin.time.measureTime

// Prints medians, as the rows of the table in README.md. `bench` runs it.

private const val ORGANIZATION_ID = "org_bench_0001"
private const val COUNT = 10_000
private val vaultKey = "Measured-Vault-Key-7".encodeToByteArray()

fun main() {
    val folder = Files.createTempDirectory("inkseal")
    try {
        measure(bigVault(folder.resolve("vault.json")))
    } finally {
        folder.toFile().deleteRecursively()
    }
}

private fun measure(path: Path) {
    println("| what | median |\n|---|---|")
    row("Argon2id alone", 15) { MasterKey.derive(vaultKey, ORGANIZATION_ID).close() }

    val masterKey = MasterKey.derive(vaultKey, ORGANIZATION_ID)
    row("open the file of 10,000 secrets, unlock it with a derived key, read one", 15) {
        Vault.openFile(path).use { vault ->
            vault.unlockWith(masterKey)
            vault.open(vault.find("Service 5000"))
        }
    }

    val vault = Vault.openFile(path)
    row("unlock the open vault with a derived key, read one", 101) {
        vault.lock()
        vault.unlockWith(masterKey)
        vault.open(vault.find("Service 5000"))
    }
    row("list 10,000 names", 31) { check(vault.list().mapNotNull { it.name }.size == COUNT) }
    row("open all 10,000", 31) { check(vault.openAll().count { it.payload != null } == COUNT) }
    val id = vault.find("Service 5000")
    row("open one", 31, times = 1_000) { vault.open(id) }
    vault.close()
}

/** A vault file of 10,000 logins of about 300 bytes each. */
private fun bigVault(path: Path): Path {
    val notes = "These notes are as long as people write. ".repeat(4)
    Vault.initialize(ORGANIZATION_ID, vaultKey).vault.use { vault ->
        repeat(COUNT) {
            val login = LoginPayload(
                password = SecretText("correct-horse-$it"),
                username = SecretText("ada.lovelace@example.com"),
                url = SecretText("https://service-$it.example.com/login"),
                notes = SecretText(notes),
            )
            vault.create("Service $it", login)
        }
        vault.saveAs(path)
    }
    return path
}

/** The median of some runs, after as many that let the JVM compile. */
private fun row(what: String, runs: Int, times: Int = 1, work: () -> Unit) {
    repeat(runs * times) { work() }
    val measured = List(runs) { measureTime { repeat(times) { work() } } / times }.sorted()
    println("| $what | ${shown(measured[runs / 2])} |")
}

private fun shown(time: Duration): String {
    val microseconds = time.inWholeNanoseconds / 1e3
    return if (microseconds < 1_000) "%.1f µs".format(microseconds) else "%.1f ms".format(microseconds / 1e3)
}
