/** Every failure: `InksealError`, and how one is made of what the module says. */
import type * as api from "../types/inkseal.js";

/** What is known of a failure: what the module throws as JSON, and what crosses from a worker. */
export type Reason = Pick<api.InksealError, "code" | "message" | "ids" | "rule" | "expected" | "actual">;

/** Why a call failed. */
export class InksealError extends Error {
  declare readonly name: "InksealError";
  readonly code: api.ErrorCode;
  declare readonly ids?: readonly string[];
  declare readonly rule?: api.VaultKeyRule;
  declare readonly expected?: string;
  declare readonly actual?: string;

  constructor(reason: Reason) {
    super(reason.message);
    this.code = reason.code;
    // Absent, not undefined, where there is nothing to say.
    for (const detail of ["ids", "rule", "expected", "actual"] as const) {
      if (reason[detail] !== undefined)
        Object.defineProperty(this, detail, { value: reason[detail], enumerable: true });
    }
  }
}
Object.defineProperty(InksealError.prototype, "name", { value: "InksealError" });

/** An argument that is not what the declarations say. It is named; its value is not shown. */
export function invalid(name: string, wanted: string): InksealError {
  return new InksealError({ code: "invalid_input", message: `${name} must be ${wanted}` });
}

/** A handle that was locked or given back. */
export function locked(kind: string): InksealError {
  return new InksealError({ code: "locked", message: `this ${kind} is locked` });
}

/** Whether the module had to give up in the midst of something. Engines throw other errors when the stack is full. */
export function isTrap(error: unknown): boolean {
  if (error instanceof WebAssembly.RuntimeError) return true;
  return error instanceof Error && (error.name === "InternalError" || /call stack/.test(error.message));
}

/** That the module had to give up: as it has no other reason to, its memory is full. */
export function trapped(): InksealError {
  return new InksealError({ code: "out_of_memory", message: "the WebAssembly module stopped: its memory is full" });
}

/** That text or a list is longer than the engine can make it. */
export function tooLong(): InksealError {
  return new InksealError({ code: "out_of_memory", message: "this is too long" });
}

/** What a call of the module threw: its own errors are text. */
export function thrown(error: unknown): unknown {
  if (typeof error === "string") return new InksealError(JSON.parse(error) as Reason);
  if (isTrap(error)) return trapped();
  if (error instanceof RangeError) return tooLong();
  return error;
}
