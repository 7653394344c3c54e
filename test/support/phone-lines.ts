/**
 * What a line of a bubble holds on a phone of 390 px: the bubble is 85 % of it less its padding, 308 px, and a letter of 16 px is
 * reckoned as 7.7 px wide on average. An emoji is as wide as two and a half letters; marks of direction have no width.
 */
const COLUMNS = 40;
const WIDE = /\p{RI}\p{RI}|\p{Extended_Pictographic}(\p{EMod}|\uFE0F|\u200D\p{Extended_Pictographic})*/gu;
const NO_WIDTH = /\p{Mn}|\p{Cf}/gu;

/** Lines that a text takes in a bubble on a phone, broken between words; an empty line is one. */
export function phoneLines(text: string): number {
  return text.split('\n').reduce((sum, line) => sum + rowsOf(line), 0);
}

function rowsOf(line: string): number {
  let rows = 1;
  let used = 0;
  for (const word of line.split(' ')) {
    const width = widthOf(word);
    if (used > 0 && used + 1 + width > COLUMNS) {
      rows += 1;
      used = width;
    } else used += (used > 0 ? 1 : 0) + width;
  }
  return rows;
}

const widthOf = (word: string) =>
  Array.from(word.replace(WIDE, '').replace(NO_WIDTH, '')).length + 2.5 * (word.match(WIDE)?.length ?? 0);
