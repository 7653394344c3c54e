import type { QueryConfig } from 'pg';
import type { DataSource } from 'typeorm';
import { bigintTypes, type Statements } from './queryable';

/**
 * How statements reach this database: by name, so that each connection prepares them once. Behind a proxy that gives
 * every transaction another connection (PgBouncer's transaction pooling) a name would mean nothing to the next one, so
 * there they go without, and Postgres reads and plans each anew.
 */
export function statementsOf(dataSource: DataSource): Statements {
  const isNamed = !(dataSource.options.extra as { isPooled?: boolean } | undefined)?.isPooled;
  return (name, text, values) =>
    ({ ...(isNamed ? { name } : {}), text, values, types: bigintTypes }) as unknown as QueryConfig;
}
