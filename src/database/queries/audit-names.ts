import type { Access } from '../access';

/** What a line of the audit log is about, as people call it. */
export interface AuditName {
  readonly entity: string;
  readonly entityId: string;
  readonly name: string | null;
  readonly emoji: string | null;
  readonly iso: string | null;
  readonly countryName: string | null;
}

interface NameSource {
  readonly entities: readonly string[];
  readonly from: string;
  readonly id: string;
  readonly isBig?: boolean;
  readonly name: string;
  readonly emoji?: string;
  /** Of a row of `countries` called c. */
  readonly hasCountry?: boolean;
}

const PERSON = `COALESCE(NULLIF(concat_ws(' ', u.first_name, u.last_name), ''), '@' || u.username, u.id::text)`;
const OFFER = 'offers o JOIN services s ON s.id = o.service_id JOIN countries c ON c.id = o.country_id';
const RULE = 'price_rules x LEFT JOIN services s ON s.id = x.service_id LEFT JOIN countries c ON c.id = x.country_id';
const TAKEN = 'JOIN services s ON s.id = x.service_id JOIN countries c ON c.id = x.country_id';
const CHANNELS = ['channel', 'reward', 'announcement_channel', 'user_data_channel'];

const SOURCES: readonly NameSource[] = [
  { entities: ['service'], from: 'services s', id: 's.id', name: 's.name', emoji: 's.emoji' },
  { entities: ['country'], from: 'countries c', id: 'c.id', name: 'NULL', hasCountry: true },
  { entities: ['offer'], from: OFFER, id: 'o.id', name: 's.name', emoji: 's.emoji', hasCountry: true },
  {
    ...{
      entities: ['route'],
      from: `${OFFER} JOIN routes r ON r.offer_id = o.id JOIN providers p ON p.id = r.provider_id`,
    },
    ...{ id: 'r.id', name: "s.name || ' · ' || p.name", emoji: 's.emoji', hasCountry: true },
  },
  { entities: ['provider'], from: 'providers p', id: 'p.id', name: 'p.name' },
  { entities: ['user'], from: 'users u', id: 'u.id', isBig: true, name: PERSON },
  {
    ...{ entities: ['admin_session'], from: 'admin_sessions x JOIN users u ON u.id = x.user_id', id: 'x.id' },
    ...{ isBig: true, name: PERSON },
  },
  {
    ...{ entities: ['reservation'], from: `reservations x ${TAKEN}`, id: 'x.id', isBig: true },
    ...{ name: "'#' || x.id || ' ' || s.name", emoji: 's.emoji', hasCountry: true },
  },
  {
    entities: ['number'],
    from: `numbers x ${TAKEN}`,
    id: 'x.id',
    isBig: true,
    name: "'+' || x.phone",
    hasCountry: true,
  },
  { entities: CHANNELS, from: 'channels x', id: 'x.id', name: 'x.title' },
  { entities: ['promo_code'], from: 'promo_codes x', id: 'x.id', name: 'x.code' },
  { entities: ['payment_method'], from: 'payment_methods x', id: 'x.id', name: 'x.name' },
  { entities: ['price_group'], from: 'price_groups x', id: 'x.id', name: 'x.name' },
  { entities: ['price_rule'], from: RULE, id: 'x.id', name: 's.name', emoji: 's.emoji', hasCountry: true },
  { entities: ['resale_key'], from: 'resale_keys x', id: 'x.id', name: 'x.name' },
  { entities: ['api_key'], from: 'api_keys x', id: 'x.id', name: 'x.name' },
  { entities: ['broadcast'], from: 'broadcasts x', id: 'x.id', name: 'left(x.text, 40)' },
  { entities: ['number_import'], from: 'number_imports x', id: 'x.id', isBig: true, name: 'x.source' },
  { entities: ['event_endpoint'], from: 'event_endpoints x', id: 'x.id', name: "split_part(x.url, '/', 3)" },
  { entities: ['sim'], from: 'sims x', id: 'x.id', name: 'x.slot' },
];

const BRANCHES = SOURCES.map(({ entities, from, id, isBig, name, emoji, hasCountry }) => {
  const country = hasCountry ? 'c.iso, c.name' : 'NULL::text, NULL::text';
  return `SELECT w.entity, w.id, ${name}::text, ${emoji ?? 'NULL'}::text, ${country} FROM ${from}
    JOIN w ON ${id} = ${isBig ? 'w.big' : 'w.small'} WHERE w.entity IN (${entities.map((entity) => `'${entity}'`).join(', ')})`;
});

/** The names of what lines of the audit log speak of, in one statement. What is gone for good has none. */
export function readAuditNames(
  { sql }: Access,
  things: readonly { readonly entity: string; readonly entityId: string }[],
): Promise<AuditName[]> {
  return sql.rows<AuditName>(
    'audit.names',
    `WITH w AS (SELECT entity, id, CASE WHEN id ~ '^[0-9]{1,9}$' THEN id::integer END AS small,
         CASE WHEN id ~ '^[0-9]{1,18}$' THEN id::bigint END AS big
       FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS t (entity, id)) asked)
     SELECT entity, id AS "entityId", name, emoji, iso, country AS "countryName"
     FROM (${BRANCHES.join('\n UNION ALL ')}) AS n (entity, id, name, emoji, iso, country)`,
    [things.map(({ entity }) => entity), things.map(({ entityId }) => entityId)],
  );
}
