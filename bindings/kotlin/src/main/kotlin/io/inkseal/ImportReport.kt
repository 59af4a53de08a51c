package io.inkseal

import io.inkseal.ffi.ImportFailure as NativeImportFailure
import io.inkseal.ffi.ImportReport as NativeImportReport

/**
 * What an import did.
 *
 * @property added What is new.
 * @property unchanged The ids of secrets that were there already, with the same content.
 * @property differing The ids of secrets that are there with other content. They were left as they are.
 * @property failed The secrets that do not open in the source.
 */
data class ImportReport(
    val added: List<SecretMetadata>,
    val unchanged: List<String>,
    val differing: List<String>,
    val failed: List<ImportFailure>,
)

/**
 * A secret that could not be carried over.
 *
 * @property id Its id; empty for an entry that is no secret.
 * @property failure Why.
 */
data class ImportFailure(val id: String, val failure: Failure)

internal fun NativeImportReport.lift() = ImportReport(added.lift(), unchanged, differing, failed.map { it.lift() })

private fun NativeImportFailure.lift() = ImportFailure(id, failure.lift())
