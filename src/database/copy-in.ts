import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from } from 'pg-copy-streams';
import type { Database } from './database';

/**
 * Streams rows into a table by COPY in text format, on a connection of its own, holding no more than a piece of them.
 * All rows get there or none: when `pieces` throws, nothing was stored.
 */
export async function copyIn(db: Database, target: string, pieces: AsyncIterable<string>): Promise<void> {
  const client = await db.pool.connect();
  try {
    await pipeline(
      Readable.from(pieces, { objectMode: true, highWaterMark: 2 }),
      client.query(from(`COPY ${target} FROM STDIN`)),
    );
  } finally {
    client.release();
  }
}

/** One value of a row in COPY's text format. */
export function copyValue(value: string | number | bigint | null | undefined): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value !== 'string') return String(value);
  return value.replace(/[\0\r\n\t]/g, ' ').replaceAll('\\', '\\\\');
}
