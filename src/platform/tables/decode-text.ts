import { TextDecoder } from 'node:util';

/** Enough to see how a file is encoded. */
const HEAD_BYTES = 4_096;

/** The text of a file that arrives in pieces: UTF-8, or UTF-16 of either order, with or without a mark in front. */
export async function* decodeText(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let head: Uint8Array = new Uint8Array();
  for await (const piece of pieces) {
    if (decoder) {
      yield decoder.decode(piece, { stream: true });
      continue;
    }
    // A piece may be a single byte, and the mark is two or three.
    head = Buffer.concat([head, piece]);
    if (head.length < HEAD_BYTES) continue;
    decoder = new TextDecoder(encodingOf(head));
    yield decoder.decode(head, { stream: true });
  }
  if (decoder) yield decoder.decode();
  else yield new TextDecoder(encodingOf(head)).decode(head);
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Digits and signs have a zero byte beside them, and nothing else does.
  const zeros = [0, 0];
  const seen = bytes.subarray(0, HEAD_BYTES);
  for (const [at, byte] of seen.entries()) if (byte === 0) zeros[at % 2]! += 1;
  const few = seen.length / 8;
  if (zeros[1]! > few && zeros[1]! > 4 * zeros[0]!) return 'utf-16le';
  return zeros[0]! > few && zeros[0]! > 4 * zeros[1]! ? 'utf-16be' : 'utf-8';
}
