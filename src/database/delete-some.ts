import type { EntityTarget } from 'typeorm';
import type { Access } from './access';
import { nameOf } from './queryable';

/**
 * Deletes at most `limit` rows, so that no statement takes long: those that fit `which`, in its order if it names one.
 * Answers how many went.
 */
export async function deleteSome(
  { sql, manager }: Access,
  entity: EntityTarget<object>,
  which: string,
  values: readonly unknown[],
  limit: number,
): Promise<number> {
  const table = manager.connection.getMetadata(entity).tableName;
  const text = `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM ${table} WHERE ${which} LIMIT $${values.length + 1}))`;
  return (await sql.run(nameOf(text), text, [...values, limit])).rowCount ?? 0;
}
