import type { Access } from '../access';

/** Until the end of the transaction nobody else holds this name: for what has no row to lock yet. */
export async function lockName({ sql }: Access, name: string): Promise<void> {
  await sql.rows('lockName', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}
