import type { Access } from '../access';
import { columnOf } from '../columns';
import { deleteSome } from '../delete-some';

/** Deletes rows that are of before the given instant, at most `limit`. Returns how many went. */
export function pruneRows<Entity extends object>(
  db: Access,
  entity: new () => Entity,
  property: keyof Entity & string,
  o: { before: Date; limit: number },
): Promise<number> {
  return deleteSome(db, entity, `${columnOf(entity, property)} < $1`, [o.before], o.limit);
}
