import { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { surviveLoss } from './data-source';
import { type Queryable, queryable } from './queryable';
import { statementsOf } from './statements';

export interface UrgentConnection {
  readonly sql: Queryable;
  close(): Promise<void>;
}

const KEPT_MS = 60_000;

/**
 * A connection beside the pool, opened when it is needed: for what a person waits for against somebody else's clock,
 * which must not stand in line behind all that the shop is busy with. Only for what may be run twice: where there is no
 * further connection to be had, the pool does it.
 */
export function openUrgentConnection(dataSource: DataSource): UrgentConnection {
  const { master } = dataSource.driver as unknown as { master: Pool };
  // The pool hides its password from whoever copies its options.
  const { password } = master.options;
  const pool = new Pool({ ...master.options, password, max: 1, min: 0, idleTimeoutMillis: KEPT_MS });
  pool.on('error', () => undefined);
  pool.on('connect', surviveLoss);
  const statement = statementsOf(dataSource);
  return {
    sql: queryable((name, text, values) => {
      const query = statement(name, text, values);
      return pool.query(query).catch(() => master.query(query));
    }),
    close: () => pool.end(),
  };
}
