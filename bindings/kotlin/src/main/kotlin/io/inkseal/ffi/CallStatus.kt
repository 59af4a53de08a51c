// The statuses of calls, in which the library says how they went.
//
// The generated code makes a new one for each call. JNA allocates native memory for each, and frees it after the
// next garbage collection, which takes several times as long as the call itself. So `build` has the generated code
// borrow them here.

package io.inkseal.ffi

/** Those that this thread's next calls may use: a call within a call takes another. */
private val idle = ThreadLocal.withInitial { ArrayDeque<UniffiRustCallStatus>() }

/** A status of success for one call, to be given back after it. */
internal fun takeCallStatus(): UniffiRustCallStatus = idle.get().removeLastOrNull() ?: UniffiRustCallStatus()

/** Makes a status of success of it again. What it told of a failure must have been read and freed. */
internal fun giveBack(status: UniffiRustCallStatus) {
    status.code = UNIFFI_CALL_SUCCESS
    status.error_buf.capacity = 0
    status.error_buf.len = 0
    status.error_buf.data = null
    idle.get().addLast(status)
}
