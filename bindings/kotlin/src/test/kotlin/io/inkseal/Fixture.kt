package io.inkseal

import java.nio.file.Path
import java.time.Instant

/** What the tests share: keys, times and payloads, of which every secret text holds [MARK]. */
object Fixture {
    const val ORGANIZATION_ID = "org_test_123"
    const val MARK = "hunter2"
    const val TOTP_URI = "otpauth://totp/Example:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example"

    val now: Instant = Instant.ofEpochSecond(1_767_225_600)

    /** A fresh copy each time, so that a test that wipes one harms no other. */
    fun vaultKey(): ByteArray = "Correct-Horse-7-Battery".encodeToByteArray()

    fun newVaultKey(): ByteArray = "Another-Horse-8-Battery".encodeToByteArray()

    fun text(what: String) = SecretText("$MARK $what")

    fun totp() = TotpConfig.parseUri(SecretText(TOTP_URI))

    fun login() = LoginPayload(password = text("password"), username = text("username"), totp = totp())

    fun member() = Member(text("name"), SecretText("\"$MARK value\""))

    /** One payload of each kind, with every member filled. */
    fun payloads(): List<SecretPayload> =
        listOf(
            LoginPayload(
                password = text("password"),
                username = text("username"),
                email = text("email"),
                url = text("url"),
                notes = text("notes"),
                totp = totp().copy(issuer = text("issuer"), accountName = text("account"), unknown = listOf(member())),
                unknown = listOf(member()),
            ),
            ApiKeyPayload(text("key"), text("endpoint"), text("notes"), listOf(member())),
            KeyPairPayload(text("access"), text("secret"), text("endpoint"), text("notes"), listOf(member())),
            SshKeyPayload(
                text("private"),
                text("public"),
                text("fingerprint"),
                text("passphrase"),
                text("notes"),
                listOf(member()),
            ),
            OtherPayload(text("data"), text("notes"), listOf(member())),
            UnknownPayload(SecretType("card"), SecretText("""{"number":"$MARK"}""")),
        )

    private val made by lazy { Vault.initialize(ORGANIZATION_ID, vaultKey(), now) }
    private val text by lazy { made.vault.toText() }

    /** Derived once: a derivation takes a tenth of a second. */
    val masterKey by lazy { MasterKey.derive(vaultKey(), ORGANIZATION_ID) }

    val recoveryCode: SecretText get() = made.recoveryCodes.first()

    /** An unlocked vault of its own, without secrets. */
    fun vault(): Vault = Vault.parse(text).also { it.unlockWith(masterKey) }

    /** A vault in a new file with one login, locked. */
    fun file(folder: Path): Path {
        val path = folder.resolve("vault.json")
        vault().use {
            it.create("GitHub", login(), now = now)
            it.saveAs(path)
        }
        return path
    }
}

/** The failure of a call, which must fail with this kind. */
inline fun <reified E : InksealException> fails(call: () -> Any?): E {
    try {
        call()
    } catch (failure: InksealException) {
        if (failure is E) return failure
        throw AssertionError("expected ${E::class.simpleName}, failed with ${failure.code}", failure)
    }
    throw AssertionError("expected ${E::class.simpleName}, did not fail")
}
