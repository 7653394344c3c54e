import { createHash } from 'node:crypto';
import type { App } from '../../app';

/** Every piece of a file has this size but the last, so where a byte lies can be worked out. */
export const PIECE_BYTES = 256 * 1024;
/** A statement deletes so many at most: 32 megabytes. */
const DELETED_AT_ONCE = 128;

/** Why a file was not stored to its end. */
export class ExportTooLarge extends Error {}
export class ExportTakenOver extends Error {}

interface Attempt {
  readonly exportId: number;
  readonly attempt: number;
}

/** Stores a packed file, holding a piece of it; each piece is a transaction of its own. Throws when it has no room. */
export async function storePieces(
  app: App,
  packed: AsyncIterable<Buffer>,
  { roomBytes, ...of }: Attempt & { readonly roomBytes: number },
): Promise<{ packedBytes: bigint; packedSha256: string }> {
  const hash = createHash('sha256');
  let packedBytes = 0;
  let piece = 0;
  let held: Buffer = Buffer.alloc(0);
  const store = async (content: Buffer) => {
    hash.update(content);
    packedBytes += content.length;
    if (packedBytes > roomBytes) throw new ExportTooLarge();
    if (!(await app.db.exportPieces.insert({ ...of, piece, content }))) throw new ExportTakenOver();
    piece += 1;
  };
  for await (const bytes of packed) {
    held = Buffer.concat([held, bytes]);
    for (; held.length >= PIECE_BYTES; held = held.subarray(PIECE_BYTES)) await store(held.subarray(0, PIECE_BYTES));
  }
  if (held.length > 0) await store(held);
  return { packedBytes: BigInt(packedBytes), packedSha256: hash.digest('hex') };
}

/** The bytes `from` to `to`, both included, a piece at a time. Throws when the file goes while it is read. */
export async function* readPieces(
  app: App,
  { from, to, ...of }: Attempt & { readonly from: number; readonly to: number },
): AsyncGenerator<Buffer> {
  const last = Math.floor(to / PIECE_BYTES);
  for (let piece = Math.floor(from / PIECE_BYTES); piece <= last; piece += 1) {
    const content = await app.db.exportPieces.find({ ...of, piece });
    if (!content) throw new Error(`Piece ${piece} of export ${of.exportId} is gone.`);
    const start = piece * PIECE_BYTES;
    yield content.subarray(Math.max(0, from - start), Math.min(content.length, to - start + 1));
  }
}

/** Deletes the pieces of an export, but for those of one attempt, a few at a time. */
export async function deletePieces(app: App, o: { exportId: number; butForAttempt?: number }): Promise<void> {
  const limit = DELETED_AT_ONCE;
  while ((await app.db.exportPieces.delete({ ...o, limit })) === limit);
}
