import { neighboursOf } from './keyboard-layouts';

/** A slip of the finger is likelier than another letter. */
const SLIP = 0.8;
const EDIT = 1;

export interface TypingDistance {
  /** To the whole word. */
  readonly whole: number;
  /** To the nearest of its beginnings. */
  readonly beginning: number;
}

const TOO_FAR: TypingDistance = { whole: Number.POSITIVE_INFINITY, beginning: Number.POSITIVE_INFINITY };
/** Three rows of the table, used again and again: a search fills thousands of them. */
const LONGEST = 128;
let before = new Float64Array(LONGEST);
let above = new Float64Array(LONGEST);
let row = new Float64Array(LONGEST);

/**
 * How far typed letters are from a word: one for each letter that lacks, is too many or is another one, and for two that
 * changed places; a little less for a doubled one, a neighbouring key and a swap. Infinite where it is more than `most`.
 */
export function typingDistance(typed: string, word: string, most: number): TypingDistance {
  const width = word.length;
  if (width >= LONGEST || typed.length - width > most / SLIP) return TOO_FAR;
  for (let x = 0; x <= width; x += 1) above[x] = x * EDIT;
  let leastAbove = 0;
  for (let y = 1; y <= typed.length; y += 1) {
    const key = typed[y - 1]!;
    const last = typed[y - 2];
    const near = neighboursOf(key);
    row[0] = above[0]! + EDIT;
    let least = row[0];
    for (let x = 1; x <= width; x += 1) {
      const letter = word[x - 1]!;
      const previous = word[x - 2];
      let best = above[x - 1]! + (key === letter ? 0 : near.includes(letter) ? SLIP : EDIT);
      const added = above[x]! + (key === last ? SLIP : EDIT);
      const left = row[x - 1]! + (letter === previous ? SLIP : EDIT);
      if (added < best) best = added;
      if (left < best) best = left;
      if (key === previous && last === letter) {
        const swapped = before[x - 2]! + SLIP;
        if (swapped < best) best = swapped;
      }
      row[x] = best;
      if (best < least) least = best;
    }
    // Two letters that change places reach back over a row.
    if (least > most && leastAbove > most) return TOO_FAR;
    leastAbove = least;
    [before, above, row] = [above, row, before];
  }
  return { whole: above[width]!, beginning: leastAbove };
}

/** Which letters a word has, a bit each: words that differ in many are not near. */
export function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

/** How many bits are set. */
export function countBits(bits: number): number {
  let left = bits >>> 0;
  let count = 0;
  for (; left !== 0; left &= left - 1) count += 1;
  return count;
}
