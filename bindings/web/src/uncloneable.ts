/** Objects that structured cloning refuses. What is private in an object is not cloned, so that a clone would be empty. */

/** Engines refuse whatever has an inside that they know no clone of, as the object of a symbol has. It costs the least. */
const INSIDE = Symbol("inkseal");

/** The base of what `structuredClone`, `postMessage` and IndexedDB refuse with a `DataCloneError`. */
export class Uncloneable {
  constructor() {
    return Object.setPrototypeOf(Object(INSIDE), new.target.prototype) as this;
  }
}

/** Says what Node prints of the objects of a class, in place of what they are made of. */
export function printsAs<T extends object>(prototype: T, print: (this: T) => string): void {
  Object.defineProperty(prototype, Symbol.for("nodejs.util.inspect.custom"), { value: print });
}
