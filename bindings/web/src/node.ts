/** The entry `./node`: reads a vault key as bytes that can be wiped, of which no copy stays. */
import { closeSync, constants, openSync, readSync } from "node:fs";
import { isatty } from "node:tty";
import type * as api from "../types/node.js";
import { InksealError, invalid } from "./error.js";

/** The longest vault key, in bytes: what is longer is some other file. */
const MOST = 4096;

const STDIN = 0;
const ENTER = 0x0d;
const LINE_END = 0x0a;
const INTERRUPT = 0x03;
const END_OF_INPUT = 0x04;
const ERASE_LINE = 0x15;
const ERASE = [0x08, 0x7f];

/** One byte at a time: what comes after the line is left to who reads next. */
const one = new Uint8Array(1);

/** Reads a vault key, one line. At a terminal it asks, and shows nothing of what is typed. */
export function readVaultKey({ file = STDIN, prompt = "Vault key: " }: api.ReadVaultKey = {}): Uint8Array<ArrayBuffer> {
  const buffer = new Uint8Array(MOST + 1);
  try {
    const length = file === STDIN && isatty(STDIN) ? ask(prompt, buffer) : readLine(file, buffer);
    if (length > MOST) throw invalid("a vault key", "one line of at most 4 KiB");
    if (length === 0) throw invalid("a vault key", "a line that is not empty");
    return buffer.slice(0, length);
  } finally {
    buffer.fill(0);
    one.fill(0);
  }
}

/** Reads a line, without its end, into the buffer; gives its length. */
function readLine(file: number | string, buffer: Uint8Array): number {
  const from = typeof file === "number" ? file : trying(() => openSync(file, "r"));
  try {
    let length = 0;
    while (length < buffer.length && next(from) && one[0] !== LINE_END) buffer[length++] = one[0] as number;
    return buffer[length - 1] === ENTER ? length - 1 : length;
  } finally {
    if (typeof file === "string") closeSync(from);
  }
}

/** Asks at the terminal, which hands over each key as it is pressed: its own line mode keeps 4,095 bytes and drops the rest. */
function ask(prompt: string, buffer: Uint8Array): number {
  // Before it asks: what is typed at once is not shown either.
  process.stdin.setRawMode(true);
  let interrupted = false;
  try {
    process.stderr.write(prompt);
    let length = 0;
    while (length < buffer.length) {
      const key = next(STDIN) ? one[0] : END_OF_INPUT;
      if (key === ENTER || key === LINE_END) {
        if (!isMorePending()) return length;
        throw invalid("a vault key", "one line; more than one was given");
      } else if (key === INTERRUPT || key === END_OF_INPUT) {
        interrupted = key === INTERRUPT;
        throw invalid("a vault key", "a line; the input ended before its end");
      } else if (key === ERASE_LINE) length = 0;
      else if (ERASE.includes(key as number)) length = before(buffer, length);
      else buffer[length++] = key as number;
    }
    return length;
  } finally {
    process.stdin.setRawMode(false);
    process.stderr.write("\n");
    if (interrupted) process.kill(process.pid, "SIGINT");
  }
}

/** Where the last character of UTF-8 begins. */
function before(buffer: Uint8Array, length: number): number {
  let start = Math.max(0, length - 1);
  while (start > 0 && ((buffer[start] as number) & 0xc0) === 0x80) start -= 1;
  return start;
}

/** Whether the terminal has more already, as after a paste of several lines. It is read and dropped, for a shell would run it. */
function isMorePending(): boolean {
  let terminal: number;
  try {
    terminal = openSync("/dev/tty", constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return false; // a system without it
  }
  let more = false;
  try {
    while (readSync(terminal, one, 0, 1, null) > 0) more = true;
    return more;
  } catch (error) {
    if (!isEmpty(error)) throw failed();
    return more;
  } finally {
    closeSync(terminal);
  }
}

/** Reads a byte into `one`; false at the end of the input. */
function next(from: number): boolean {
  for (;;) {
    try {
      return readSync(from, one, 0, 1, null) > 0;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EOF") return false; // of Windows
      if (!isEmpty(error)) throw failed();
      // Another program made the input one that does not wait.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

const isEmpty = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "EAGAIN";

function trying<T>(work: () => T): T {
  try {
    return work();
  } catch {
    throw failed();
  }
}

function failed(): InksealError {
  return new InksealError({ code: "io", message: "the vault key could not be read" });
}
