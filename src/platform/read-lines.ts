import { TextDecoder } from 'node:util';

/** A longer line is no line of a list; its rest is left out. */
const LONGEST_LINE = 10_000;

/**
 * The lines of a file that arrives in pieces, holding no more than one piece. UTF-8, or UTF-16 as spreadsheets save it
 * when the file begins with that mark. Ends of lines are LF, CRLF or CR.
 */
export async function* readLines(pieces: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let rest = '';
  for await (const piece of pieces) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    decoder ??= new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8');
    const lines = (rest + decoder.decode(bytes, { stream: true })).split(/\r\n|\n|\r(?=.)/s);
    rest = lines.pop()!.slice(0, LONGEST_LINE);
    yield* lines;
  }
  if (decoder) rest += decoder.decode();
  if (rest !== '') yield rest;
}
