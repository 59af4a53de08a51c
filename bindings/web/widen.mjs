#!/usr/bin/env node
// Chooses better SIMD instructions where LLVM does not for WebAssembly:
//
//     widen.mjs MODULE.wat
//
// Argon2 multiplies the lower halves of 64-bit lanes. x86 and ARM have one instruction for that, and so has WebAssembly
// (`extmul`), but LLVM finds it only there and not here: it masks both sides and multiplies whole lanes, which no
// processor below AVX-512 can do in fewer than eight instructions. The same is true of rotations by 16 and 32 bits,
// which only move bytes, and which LLVM makes of two shifts. Each rewriting below gives the same value for every
// input, whatever the code is for, so this is no part of Argon2: it knows two patterns of instructions. A fifth of a
// derivation depends on it. When LLVM learns them, nothing is found here and this file can go.
import { readFileSync, writeFileSync } from "node:fs";

/** @typedef {(string | Expression)[]} Expression a list of the text format: `(i32.add (local.get 0) …)` */

/** @param {string} text @returns {Expression} every list at the top of a text */
function parse(text) {
  const open = [/** @type {Expression} */ ([])];
  for (const [token] of text.matchAll(/;;.*|\$?"(?:[^"\\]|\\.)*"|[()]|[^\s()";]+/g)) {
    if (token.startsWith(";;")) continue;
    const list = /** @type {Expression} */ (open.at(-1));
    if (token === "(") {
      const inner = /** @type {Expression} */ ([]);
      list.push(inner);
      open.push(inner);
    } else if (token === ")") open.pop();
    else list.push(token);
  }
  if (open.length !== 1) throw new Error("the parentheses of the module do not match");
  return open[0] ?? [];
}

/** @param {string | Expression} node @returns {string} */
const print = (node) => (typeof node === "string" ? node : `(${node.map(print).join(" ")})`);

/** @param {unknown} node @param {string} pattern text, where `_` stands for anything @returns {any[] | undefined} what stands for `_` */
function match(node, pattern) {
  const found = /** @type {any[]} */ ([]);
  const fits = (/** @type {any} */ node, /** @type {any} */ form) => {
    if (form === "_") return found.push(node) > 0;
    if (!Array.isArray(form)) return node === form;
    return Array.isArray(node) && node.length === form.length && form.every((part, at) => fits(node[at], part));
  };
  return fits(node, form(pattern)) ? found : undefined;
}

const forms = new Map();
/** @param {string} pattern */
const form = (pattern) => forms.get(pattern) ?? (forms.set(pattern, parse(pattern)[0]), forms.get(pattern));

/** @param {Expression} node what gives the value @returns {Expression | undefined} what gives it again, if it is in a local */
const again = (node) => {
  const name = match(node, "(local.get _)")?.[0] ?? match(node, "(local.tee _ _)")?.[0];
  return name && ["local.get", name];
};

/** @param {Expression} value @param {number[]} bytes @returns {Expression | undefined} the bytes of a value in another order */
const shuffle = (value, bytes) => {
  const second = again(value);
  return second && ["i8x16.shuffle", ...bytes.map(String), value, second];
};

const LOW_HALVES = [0, 1, 2, 3, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11];

/** The lower half of each 64-bit lane, and how far it is shifted to the left. @param {Expression} node */
function half(node) {
  const plain = match(node, "(v128.and _ (v128.const i32x4 0xffffffff 0x00000000 0xffffffff 0x00000000))");
  // 2·(x mod 2³²), which LLVM writes as (2·x) and 33 ones without the last.
  const double = match(
    node,
    "(v128.and (i64x2.shl _ (i32.const 1)) (v128.const i32x4 0xfffffffe 0x00000001 0xfffffffe 0x00000001))",
  );
  const found = plain ?? double;
  const low = found && shuffle(found[0], LOW_HALVES);
  return low && { low, shift: double ? 1 : 0 };
}

/** @param {Expression} node @returns {Expression | undefined} */
function product(node) {
  const [left, right] = (match(node, "(i64x2.mul _ _)") ?? []).map(half);
  if (!left || !right) return undefined;
  const wide = ["i64x2.extmul_low_i32x4_u", left.low, right.low];
  const shift = left.shift + right.shift;
  return shift === 0 ? wide : ["i64x2.shl", wide, ["i32.const", String(shift)]];
}

/** @param {Expression} node @returns {Expression | undefined} */
function rotation(node) {
  const found = match(node, "(v128.or (i64x2.shl _ (i32.const _)) (i64x2.shr_u _ (i32.const _)))");
  if (!found) return undefined;
  const [value, left, same, right] = found;
  const bits = Number(right);
  // Others take a table of bytes, which costs more than it saves.
  if (Number(left) + bits !== 64 || bits % 16 !== 0) return undefined;
  if (print(same) !== print(again(value) ?? "")) return undefined;
  const lane = Array.from({ length: 8 }, (_, byte) => (byte + bits / 8) % 8);
  return shuffle(value, [...lane, ...lane.map((byte) => byte + 8)]);
}

let products = 0;
let rotations = 0;

/** @param {string | Expression} node @returns {string | Expression} the same value by better instructions */
function improve(node) {
  if (typeof node === "string") return node;
  const inner = node.map(improve);
  const multiplied = product(inner);
  if (multiplied) products += 1;
  const turned = multiplied ? undefined : rotation(inner);
  if (turned) rotations += 1;
  return multiplied ?? turned ?? inner;
}

const [file] = process.argv.slice(2);
if (!file) throw new Error("usage: widen.mjs MODULE.wat");
writeFileSync(file, parse(readFileSync(file, "utf8")).map(improve).map(print).join("\n"));
console.log(`${products} products of halves, ${rotations} rotations by whole bytes`);
