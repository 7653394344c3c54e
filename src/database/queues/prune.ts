import type { Access } from '../access';
import { columnOf } from '../columns';

/** Deletes rows that are of before the given instant, at most `limit`. Returns how many went. */
export async function pruneRows<Entity>(
  { sql, manager }: Access,
  entity: new () => Entity,
  property: keyof Entity & string,
  o: { before: Date; limit: number },
): Promise<number> {
  const table = manager.dataSource.getMetadata(entity).tableName;
  const { rowCount } = await sql.run(
    `prune.${table}`,
    `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM ${table} WHERE ${columnOf(entity, property)} < $1 LIMIT $2))`,
    [o.before, o.limit],
  );
  return rowCount ?? 0;
}
