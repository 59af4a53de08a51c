// What a client sends to the service. Each value is made here, whole, and written with `toJson`.

@file:JvmName("Request")

package io.inkseal

import io.inkseal.ffi.createSecretRequest as nativeCreateSecretRequest
import io.inkseal.ffi.generateKeyMaterial as nativeGenerateKeyMaterial
import io.inkseal.ffi.initializeRequest as nativeInitializeRequest
import io.inkseal.ffi.replacePrimaryKeyWithCurrent as nativeReplacePrimaryKeyWithCurrent
import io.inkseal.ffi.replacePrimaryKeyWithRecovery as nativeReplacePrimaryKeyWithRecovery
import io.inkseal.ffi.updateSecretDescription as nativeUpdateSecretDescription
import io.inkseal.ffi.updateSecretName as nativeUpdateSecretName
import io.inkseal.ffi.updateSecretPayload as nativeUpdateSecretPayload

/** A vault key as the service keeps it: the org key, wrapped, and who may ask for it. */
typealias KeyMaterial = io.inkseal.ffi.KeyMaterial

/** The body of `POST /initialize`. */
typealias InitializeRequest = io.inkseal.ffi.InitializeRequest

/** The body of `PUT /keys/primary`: a new vault key, and the proof that one may set it. */
typealias ReplacePrimaryKeyRequest = io.inkseal.ffi.ReplacePrimaryKeyRequest

/** The body of `POST /secrets`. */
typealias CreateSecretRequest = io.inkseal.ffi.CreateSecretRequest

/** The body of `PATCH /secrets/{id}`: only what changes. */
typealias UpdateSecretRequest = io.inkseal.ffi.UpdateSecretRequest

/** The body of `POST /secrets/{id}/access`. */
typealias GrantRequest = io.inkseal.ffi.GrantRequest

/** Wraps an org key under a master key, with a fresh id. */
fun io.inkseal.ffi.KeyMaterial.Companion.generate(
    masterKey: MasterKey,
    orgKey: OrgKey,
    keyType: KeyType,
): KeyMaterial = call { nativeGenerateKeyMaterial(masterKey.native, orgKey.native, keyType) }

/** Wraps a new vault's org key for its vault key and its four recovery codes, with fresh ids. */
fun io.inkseal.ffi.InitializeRequest.Companion.generate(
    orgKey: OrgKey,
    primary: MasterKey,
    recovery: List<MasterKey>,
): InitializeRequest = call { nativeInitializeRequest(orgKey.native, primary.native, recovery.map { it.native }) }

/** Replaces the current vault key. */
fun io.inkseal.ffi.ReplacePrimaryKeyRequest.Companion.withCurrent(
    current: MasterKey,
    new: MasterKey,
    orgKey: OrgKey,
): ReplacePrimaryKeyRequest =
    call { nativeReplacePrimaryKeyWithCurrent(current.native, new.native, orgKey.native) }

/** Replaces the vault key with a recovery code. */
fun io.inkseal.ffi.ReplacePrimaryKeyRequest.Companion.withRecovery(
    code: MasterKey,
    new: MasterKey,
    orgKey: OrgKey,
): ReplacePrimaryKeyRequest = call { nativeReplacePrimaryKeyWithRecovery(code.native, new.native, orgKey.native) }

/**
 * Seals a payload for a new secret with a fresh id. Fails with `invalid_input` for a name that is empty or past 255
 * characters, TOTP that makes no codes or a payload past 1 MiB, and with `unsupported` for lossy text.
 */
fun io.inkseal.ffi.CreateSecretRequest.Companion.seal(
    orgKey: OrgKey,
    name: String,
    payload: SecretPayload,
    description: String? = null,
): CreateSecretRequest =
    call(name, description) { nativeCreateSecretRequest(orgKey.native, name, payload.lower(), description) }

/** Changes the name. Fails with `invalid_input` unless it has 1 to 255 characters. */
fun io.inkseal.ffi.UpdateSecretRequest.Companion.name(name: String): UpdateSecretRequest =
    call { nativeUpdateSecretName(name) }

/** Changes the description, or removes it. */
fun io.inkseal.ffi.UpdateSecretRequest.Companion.description(description: String?): UpdateSecretRequest =
    call { nativeUpdateSecretDescription(description) }

/**
 * Changes the payload, sealed under the secret's id. Whether the type is still that of the secret is for the caller
 * to check: the service cannot. Fails as [OrgKey.seal].
 */
fun io.inkseal.ffi.UpdateSecretRequest.Companion.payload(
    orgKey: OrgKey,
    secretId: String,
    payload: SecretPayload,
): UpdateSecretRequest = call(secretId) { nativeUpdateSecretPayload(orgKey.native, secretId, payload.lower()) }
