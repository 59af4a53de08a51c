/** The names of the methods that end a block. Engines without them get what compilers of `using` look for there. */
export const dispose: typeof Symbol.dispose = symbol("dispose");
export const asyncDispose: typeof Symbol.asyncDispose = symbol("asyncDispose");

function symbol<K extends "dispose" | "asyncDispose">(name: K): SymbolConstructor[K] {
  return ((Symbol as unknown as Record<string, symbol | undefined>)[name] ??
    Symbol.for(`Symbol.${name}`)) as SymbolConstructor[K];
}
