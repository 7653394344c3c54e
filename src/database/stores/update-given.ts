import type { EntityTarget, FindOptionsWhere, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import type { Access } from '../access';

/** Changes what is given of a row; undefined leaves a column as it is. False when there is no such row. */
export async function updateGiven<Entity extends ObjectLiteral>(
  { manager }: Pick<Access, 'manager'>,
  entity: EntityTarget<Entity>,
  which: FindOptionsWhere<Entity>,
  values: QueryDeepPartialEntity<Entity>,
): Promise<boolean> {
  if (Object.values(values).every((value) => value === undefined)) return manager.existsBy(entity, which);
  return (await manager.update(entity, which, values)).affected === 1;
}
