#!/usr/bin/env node
// Puts the functions of a module in an order in which it compresses better:
//
//     order.mjs MODULE.wat
//
// gzip finds what is repeated only within 32 KiB. So functions that are alike are put near each other: after each comes
// the one that shares most with the twelve before it. What they do, and how fast, does not depend on it.
import { readFileSync, writeFileSync } from "node:fs";

const NEAR = 12;
/** How many lines in a row are compared. */
const LINES = 3;
/** Small functions share much of themselves with anything; this keeps them from coming first. */
const SMALL = 20;

const [file] = process.argv.slice(2);
if (!file) throw new Error("usage: order.mjs MODULE.wat");
// wasm-opt begins what is at the top of a module with one space.
const parts = readFileSync(file, "utf8").split(/\n(?= \(|\)$)/);
const functions = parts.filter((part) => part.startsWith(" (func "));

/** @type {Map<string, number[]>} which functions have a sequence of lines */
const having = new Map();
const sequences = functions.map((text, place) => {
  const lines = text.split("\n").slice(1).map((line) => line.trim());
  const own = new Set(lines.map((_, line) => lines.slice(line, line + LINES).join("\n")));
  for (const sequence of own) having.set(sequence, [...(having.get(sequence) ?? []), place]);
  return own;
});

/** How many sequences of each function are in those that came last. */
const shared = functions.map(() => 0);
/** @type {Map<string, number>} how many of those that came last have a sequence */
const recent = new Map();
/** @param {number} place @param {1 | -1} change */
function count(place, change) {
  for (const sequence of sequences[place] ?? []) {
    const before = recent.get(sequence) ?? 0;
    recent.set(sequence, before + change);
    if (before + Math.min(change, 0) !== 0) continue;
    for (const other of having.get(sequence) ?? []) shared[other] = (shared[other] ?? 0) + change;
  }
}

const left = new Set(functions.keys());
/** @type {number[]} */
const order = [];
while (left.size > 0) {
  let [best, most] = [-1, -1];
  for (const place of left) {
    const share = (shared[place] ?? 0) / ((sequences[place]?.size ?? 0) + SMALL);
    if (share > most) [best, most] = [place, share];
  }
  left.delete(best);
  order.push(best);
  count(best, 1);
  const past = order.at(-NEAR - 1);
  if (past !== undefined) count(past, -1);
}

const next = order.values();
writeFileSync(file, parts.map((part) => (part.startsWith(" (func ") ? functions[next.next().value ?? 0] : part)).join("\n"));
