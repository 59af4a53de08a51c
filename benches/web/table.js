/** Rows as text, in columns. */

const COLUMNS = ["what", "ours", "peer", "ratio", "of rounds", "reach", ""];

export function table(/** @type {string} */ title, /** @type {Record<string, string>[]} */ rows) {
  const lines = [{ ...Object.fromEntries(COLUMNS.map((name) => [name, name])), what: title }, ...rows];
  const widths = COLUMNS.map((name) => Math.max(...lines.map((line) => (line[name] ?? "").length)));
  const cell = (/** @type {Record<string, string>} */ line, /** @type {number} */ at) =>
    (line[COLUMNS[at] ?? ""] ?? "").padEnd(widths[at] ?? 0);
  return lines.map((line) => COLUMNS.map((_, at) => cell(line, at)).join("  ").trimEnd()).join("\n");
}
