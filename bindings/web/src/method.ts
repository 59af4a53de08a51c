/** A call of the module: how its arguments go in and its result comes out. The API is tables of these. */
import { thrown } from "./error.js";
import { HandleArgument, type Lowered, type Parameter } from "./parameter.js";
import type { Result } from "./result.js";

/** One function, static method or method of the API. The module has one of the same name. */
export interface Method<P extends readonly unknown[] = readonly unknown[], R = unknown> {
  readonly parameters: { readonly [K in keyof P]: Parameter<P[K]> };
  readonly result: Result<R>;
}

/** Methods by their names. */
export type Table = Readonly<Record<string, Method>>;

/** Describes a call. */
export function method<P extends readonly Parameter<unknown>[] | [], R>(
  parameters: P,
  result: Result<R>,
): Method<{ [K in keyof P]: P[K] extends Parameter<infer T> ? T : never }, R> {
  return { parameters, result } as never;
}

/** Parameters whose type has undefined can be left out, if none follows that cannot. */
export type Arguments<P extends readonly unknown[]> = P extends readonly [...infer First, infer Last]
  ? undefined extends Last
    ? [...Arguments<First>, Last?]
    : P extends readonly [...infer All]
      ? All
      : never
  : [];

/** The functions that a table describes. */
export type Functions<T> = {
  [K in keyof T]: T[K] extends Method<infer P, infer R> ? (...given: Arguments<P>) => R : never;
};

/** The module's arguments for those of a caller. Fails with `invalid_input`, or `out_of_memory` if they are too long. */
export function lower(method: Method, given: readonly unknown[]): Lowered[] {
  const parameters = method.parameters as readonly Parameter<unknown>[];
  try {
    return parameters.flatMap((parameter, place) => parameter.lower(given[place]));
  } catch (error) {
    throw thrown(error);
  }
}

export { HandleArgument };
