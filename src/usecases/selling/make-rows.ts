import type { App } from '../../app';
import type { Tx } from '../../database/database';
import { readCountryCodes } from '../../database/queries/numbers';
import { country } from '../../resources/country';
import type { Refusal } from '../../resources/kit/resource';
import { service } from '../../resources/service';
import { type Author, insertRow, RowRefused } from '../catalogue/save-row';
import { knownCountry } from './known-country';
import { serviceNamed } from './new-service';

/** So often somebody else may be faster with a row that is not there yet. */
const MOST_TRIES = 3;
const UNIQUE_VIOLATION = '23505';

/** Makes many rows in one transaction, or none: begun anew where somebody else has just made one of them. */
export async function makeRows<Made>(
  app: App,
  make: (tx: Tx) => Promise<Made>,
): Promise<Made | { readonly kind: 'refused'; readonly refusal: Refusal }> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await app.db.transact(make);
    } catch (error) {
      if (error instanceof RowRefused) return { kind: 'refused', refusal: error.refusal };
      if ((error as { code?: string }).code !== UNIQUE_VIOLATION || tries === MOST_TRIES) throw error;
    }
  }
}

/** The service of this name or code; made when there is none. */
export async function serviceCalled(app: App, tx: Tx, name: string, author: Author): Promise<number> {
  const known = await serviceNamed(tx, name);
  return known.id ?? insertRow(app, tx, service, { code: known.code, name }, author);
}

/** The shop's countries by their letters; those of `isos` that lack are made, but for letters that are no country. */
export async function countriesOf(
  app: App,
  tx: Tx,
  isos: Iterable<string>,
  author: Author,
): Promise<Map<string, number>> {
  const there = new Map((await readCountryCodes(tx)).map(({ iso, id }) => [iso, id]));
  for (const iso of isos) {
    const known = there.has(iso) ? undefined : knownCountry(iso);
    if (known) there.set(iso, await insertRow(app, tx, country, known, author));
  }
  return there;
}
