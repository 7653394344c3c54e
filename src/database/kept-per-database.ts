import type { Database } from './database';

/** What this process keeps of each database that it speaks with: made when it is first asked for, and gone with the database. */
export function keptPerDatabase<Kept extends object>(): (db: Pick<Database, 'dataSource'>, make: () => Kept) => Kept {
  const kept = new WeakMap<object, Kept>();
  return ({ dataSource }, make) => {
    const known = kept.get(dataSource) ?? make();
    kept.set(dataSource, known);
    return known;
  };
}
