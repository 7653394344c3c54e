import { once } from 'node:events';
import { Pool } from 'pg';

/** A pool of sessions for a test's own statements, and the way to close it. */
export interface OwnerPool {
  readonly pool: Pool;
  /** Resolves once every session has said goodbye to the server, so that its database can be dropped. */
  close(): Promise<void>;
}

/**
 * Opens such a pool. `Pool.end()` alone resolves before its sessions are closed, and `DROP DATABASE ... WITH (FORCE)`
 * then ends one in the middle of its farewell, which the pool reports as an `error` that fails the test file.
 */
export function openOwnerPool(connectionString: string, max: number): OwnerPool {
  const pool = new Pool({ connectionString, max });
  const open = new Set<unknown>();
  pool.on('connect', (client) => open.add(client));
  pool.on('remove', (client) => open.delete(client));
  return {
    pool,
    async close() {
      await pool.end();
      while (open.size > 0) await once(pool, 'remove');
    },
  };
}
