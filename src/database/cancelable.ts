import { connect } from 'node:net';
import type { Client, Pool, PoolClient, QueryConfig, QueryResult } from 'pg';
import { type Queryable, queryable, type Statements } from './queryable';
import type { Semaphore } from './semaphore';

/** Postgres says so of a statement that was stopped from outside. */
const QUERY_CANCELED = '57014';
const CANCEL_REQUEST = 80877102;
/** How long a cancel may take; the statement's own end is waited for in any case. */
const CANCEL_WITHIN_MS = 2_000;

/**
 * Runs statements that end in Postgres itself once `signal` is aborted; they throw its reason then. `share` is asked for
 * a place first, so that callers of one edge cannot take every connection of the program.
 */
export function cancelable(pool: Pool, statement: Statements, signal: AbortSignal, share: Semaphore): Queryable {
  return queryable(async (name, text, values) => {
    const leave = await share.enter(signal);
    try {
      const client = await pool.connect();
      try {
        return await runCancelable(client, statement(name, text, values), signal);
      } finally {
        client.release();
      }
    } finally {
      leave();
    }
  });
}

/** Statements of an open transaction, stopped in the same way. */
export function cancelableOn(client: PoolClient, statement: Statements, signal: AbortSignal): Queryable {
  return queryable((name, text, values) => runCancelable(client, statement(name, text, values), signal));
}

async function runCancelable(client: PoolClient, query: QueryConfig, signal: AbortSignal): Promise<QueryResult> {
  signal.throwIfAborted();
  let canceling: Promise<void> | undefined;
  const cancel = () => {
    canceling = sendCancel(client);
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await client.query(query);
  } catch (error) {
    if (signal.aborted && (error as { code?: string }).code === QUERY_CANCELED) throw signal.reason;
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
    await canceling; // a request still on its way would hit the next statement of this connection
  }
}

/** What the protocol has for it: a connection of its own that names the backend and its secret, and says no more. */
export function sendCancel(client: PoolClient): Promise<void> {
  const { processID, secretKey, host, port } = client as unknown as Client & { processID: number; secretKey: number };
  const packet = Buffer.alloc(16);
  packet.writeInt32BE(16, 0);
  packet.writeInt32BE(CANCEL_REQUEST, 4);
  packet.writeInt32BE(processID, 8);
  packet.writeInt32BE(secretKey, 12);
  return new Promise((resolve) => {
    const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    socket.setTimeout(CANCEL_WITHIN_MS, () => socket.destroy());
    socket.on('error', () => undefined); // the statement then ends by itself, or by its own time limit
    socket.on('close', () => resolve());
    socket.resume();
    socket.end(packet);
  });
}
