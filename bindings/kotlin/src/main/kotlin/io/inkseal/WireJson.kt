// Values of the wire from and to the JSON of the service.

@file:JvmName("WireJson")

package io.inkseal

import io.inkseal.ffi.accessRuleFromJson
import io.inkseal.ffi.accessRuleToJson
import io.inkseal.ffi.createSecretRequestFromJson
import io.inkseal.ffi.createSecretRequestToJson
import io.inkseal.ffi.grantRequestFromJson
import io.inkseal.ffi.grantRequestToJson
import io.inkseal.ffi.initializeRequestFromJson
import io.inkseal.ffi.initializeRequestToJson
import io.inkseal.ffi.keyMaterialFromJson
import io.inkseal.ffi.keyMaterialToJson
import io.inkseal.ffi.keyMetadataFromJson
import io.inkseal.ffi.keyMetadataToJson
import io.inkseal.ffi.replacePrimaryKeyRequestFromJson
import io.inkseal.ffi.replacePrimaryKeyRequestToJson
import io.inkseal.ffi.secretAnswerFromJson
import io.inkseal.ffi.secretAnswerToJson
import io.inkseal.ffi.secretMetadataFromJson
import io.inkseal.ffi.secretMetadataToJson
import io.inkseal.ffi.updateSecretRequestFromJson
import io.inkseal.ffi.updateSecretRequestToJson
import io.inkseal.ffi.whoamiFromJson
import io.inkseal.ffi.whoamiToJson

/** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
fun io.inkseal.ffi.AccessRule.Companion.fromJson(json: String): AccessRule =
    call { accessRuleFromJson(json) }

/** The value as the JSON of the service. */
fun AccessRule.toJson(): String = call { accessRuleToJson(this) }

/** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
fun io.inkseal.ffi.CreateSecretRequest.Companion.fromJson(json: String): CreateSecretRequest =
    call { createSecretRequestFromJson(json) }

/** The value as the JSON of the service. */
fun CreateSecretRequest.toJson(): String = call { createSecretRequestToJson(this) }

/** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
fun io.inkseal.ffi.GrantRequest.Companion.fromJson(json: String): GrantRequest =
    call { grantRequestFromJson(json) }

/** The value as the JSON of the service. */
fun GrantRequest.toJson(): String = call { grantRequestToJson(this) }

/** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
fun io.inkseal.ffi.InitializeRequest.Companion.fromJson(json: String): InitializeRequest =
    call { initializeRequestFromJson(json) }

/** The value as the JSON of the service. */
fun InitializeRequest.toJson(): String = call { initializeRequestToJson(this) }

/** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
fun io.inkseal.ffi.KeyMaterial.Companion.fromJson(json: String): KeyMaterial =
    call { keyMaterialFromJson(json) }

/** The value as the JSON of the service. */
fun KeyMaterial.toJson(): String = call { keyMaterialToJson(this) }

/** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
fun io.inkseal.ffi.KeyMetadata.Companion.fromJson(json: String): KeyMetadata =
    call { keyMetadataFromJson(json) }

/** The value as the JSON of the service. */
fun KeyMetadata.toJson(): String = call { keyMetadataToJson(this) }

/** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
fun io.inkseal.ffi.ReplacePrimaryKeyRequest.Companion.fromJson(json: String): ReplacePrimaryKeyRequest =
    call { replacePrimaryKeyRequestFromJson(json) }

/** The value as the JSON of the service. */
fun ReplacePrimaryKeyRequest.toJson(): String = call { replacePrimaryKeyRequestToJson(this) }

/** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
fun io.inkseal.ffi.SecretAnswer.Companion.fromJson(json: String): SecretAnswer =
    call { secretAnswerFromJson(json) }

/** The value as the JSON of the service. */
fun SecretAnswer.toJson(): String = call { secretAnswerToJson(this) }

/** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
fun io.inkseal.ffi.SecretMetadata.Companion.fromJson(json: String): SecretMetadata =
    call { secretMetadataFromJson(json) }

/** The value as the JSON of the service. */
fun SecretMetadata.toJson(): String = call { secretMetadataToJson(this) }

/** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
fun io.inkseal.ffi.UpdateSecretRequest.Companion.fromJson(json: String): UpdateSecretRequest =
    call { updateSecretRequestFromJson(json) }

/** The value as the JSON of the service. */
fun UpdateSecretRequest.toJson(): String = call { updateSecretRequestToJson(this) }

/** Reads the value from the JSON of the service. Fails with `malformed` if it is something else. */
fun io.inkseal.ffi.Whoami.Companion.fromJson(json: String): Whoami =
    call { whoamiFromJson(json) }

/** The value as the JSON of the service. */
fun Whoami.toJson(): String = call { whoamiToJson(this) }
