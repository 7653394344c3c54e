import type { App } from '../../app';
import { readResaleOperators } from '../../database/queries/resale-catalogue';
import { createTimedReader } from '../../database/timed-readers';

/** Names of operators in small letters, by the id of the country. */
export type ResaleOperators = ReadonlyMap<number, readonly string[]>;

const readers = new WeakMap<object, () => Promise<ResaleOperators>>();

/** Whose numbers can be asked for by name, at most a second old. A country without any is left out. */
export function listResaleOperators(app: App): Promise<ResaleOperators> {
  let reader = readers.get(app.db.dataSource);
  if (!reader) {
    reader = createTimedReader(app.clock, () => read(app.db));
    readers.set(app.db.dataSource, reader);
  }
  return reader();
}

async function read(db: App['db']): Promise<ResaleOperators> {
  const byCountry = new Map<number, string[]>();
  for (const { countryId, operator } of await readResaleOperators(db))
    byCountry.set(countryId, [...(byCountry.get(countryId) ?? []), operator]);
  return byCountry;
}
