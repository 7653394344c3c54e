import type { Access } from '../access';

export type FoundByName =
  | {
      readonly kind: 'found';
      readonly ids: { readonly providerId: number; readonly serviceId: number; readonly countryId?: number };
    }
  | {
      readonly kind: 'unknown';
      readonly entity: 'provider' | 'service' | 'country';
      readonly name: string;
      readonly hint: string;
    };

interface Names {
  readonly provider: string;
  readonly service: string;
  readonly country?: string;
}

/** The ids of what a person named: a provider by name, a service by code or name, a country by ISO code; or each by id. */
export async function findByName(db: Access, names: Names): Promise<FoundByName> {
  const [row] = await db.sql.rows<Record<'provider' | 'service' | 'country', number | null>>(
    'catalogue.findByName',
    `SELECT
       (SELECT id FROM providers WHERE lower(name) = lower($1) OR id::text = $1 ORDER BY id LIMIT 1) AS provider,
       (SELECT id FROM services WHERE deleted_at IS NULL AND (lower(code) = lower($2) OR lower(name) = lower($2) OR id::text = $2)
        ORDER BY lower(code) = lower($2) DESC, id LIMIT 1) AS service,
       (SELECT id FROM countries WHERE iso = upper($3) OR lower(name) = lower($3) OR id::text = $3 ORDER BY id LIMIT 1) AS country`,
    [names.provider, names.service, names.country ?? null],
  );
  for (const entity of ['provider', 'service', 'country'] as const) {
    const name = names[entity];
    if (name !== undefined && row![entity] === null)
      return { kind: 'unknown', entity, name, hint: await hint(db, entity) };
  }
  const { provider, service, country } = row!;
  return {
    kind: 'found',
    ids: { providerId: provider!, serviceId: service!, ...(country === null ? {} : { countryId: country }) },
  };
}

async function hint(db: Access, entity: 'provider' | 'service' | 'country'): Promise<string> {
  const rows = await db.sql.rows<{ name: string }>(
    `catalogue.names.${entity}`,
    {
      provider: 'SELECT name FROM providers ORDER BY name LIMIT 20',
      service: 'SELECT code AS name FROM services WHERE deleted_at IS NULL ORDER BY position, code LIMIT 20',
      country: 'SELECT iso AS name FROM countries ORDER BY position, iso LIMIT 20',
    }[entity],
  );
  return rows.length === 0 ? 'There is none yet.' : `There are: ${rows.map(({ name }) => name).join(', ')}.`;
}
