/**
 * What turns, hides or breaks the text around it, or cannot be seen: controls, and marks of format and of lines. Those
 * that words need are none of these: the marks of direction of a single letter, and the joiners.
 */
const UNSEEN = /(?![\u061c\u200c-\u200f])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text of which whoever stores the vault's file may be the author, as one line that shows all that is in it. */
export function shown(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
