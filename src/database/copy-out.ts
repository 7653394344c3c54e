import type { Readable } from 'node:stream';
import { to } from 'pg-copy-streams';
import { sendCancel } from './cancelable';
import type { Database } from './database';

/**
 * Runs `COPY ... TO STDOUT` on a connection of its own and hands its bytes to `use`, which must read them all. When it
 * throws, the statement is stopped in Postgres itself and the connection is given up.
 */
export async function copyOut(db: Database, statement: string, use: (bytes: Readable) => Promise<void>): Promise<void> {
  const client = await db.pool.connect();
  const noticeNothing = () => undefined; // `use` has thrown already, or will
  client.on('error', noticeNothing);
  let isWhole = false;
  try {
    const bytes = client.query(to(statement));
    bytes.on('error', noticeNothing);
    await use(bytes);
    isWhole = true;
  } finally {
    if (!isWhole) await sendCancel(client);
    client.off('error', noticeNothing);
    client.release(!isWhole);
  }
}
