import type { PromoKind } from '../../domain/growth/growth-words';
import type { Access } from '../access';
import type { CatalogueTable } from './catalogue';

/** One line of a list of the catalogue, with the words that tell what it is. */
export interface MenuRow {
  readonly id: number;
  readonly name: string;
  readonly emoji: string | null;
  readonly iso: string | null;
  readonly countryName: string | null;
  readonly amount: bigint | null;
  /** How often a promo code was given. */
  readonly uses: number | null;
  readonly promoKind: PromoKind | null;
  readonly isActive: boolean;
}

export interface MenuPage {
  readonly items: readonly MenuRow[];
  readonly total: number;
}

interface MenuSource {
  readonly columns: string;
  readonly from: string;
  /** What typed words are looked for in. */
  readonly words: string;
  /** What the rows are a part of, when they are asked for as such. */
  readonly parent: string;
  readonly order: string;
}

const NOTHING = {
  emoji: 'NULL::text',
  iso: 'NULL::text',
  countryName: 'NULL::text',
  amount: 'NULL::bigint',
  uses: 'NULL::int',
  promoKind: 'NULL::promo_kind',
};
const columns = (o: Partial<typeof NOTHING> & { name: string }) => {
  const { name, emoji, iso, countryName, amount, uses, promoKind } = { ...NOTHING, ...o };
  return `${name} AS name, ${emoji} AS emoji, ${iso} AS iso, ${countryName} AS "countryName", ${amount} AS amount, ${uses} AS uses,
    ${promoKind} AS "promoKind"`;
};

const SOURCES: Readonly<Record<CatalogueTable, MenuSource>> = {
  services: {
    columns: columns({ name: 'x.name', emoji: 'x.emoji' }),
    from: '(SELECT * FROM services WHERE deleted_at IS NULL) x',
    words: "concat_ws(' ', x.name, x.code, array_to_string(x.aliases, ', '))",
    parent: '0',
    order: 'x.position, x.id',
  },
  countries: {
    columns: columns({ name: 'x.name', iso: 'x.iso', countryName: 'x.name' }),
    from: 'countries x',
    words: "concat_ws(' ', x.name, x.iso, '+' || x.calling_code, array_to_string(x.aliases, ', '))",
    parent: '0',
    order: 'x.position, x.id',
  },
  offers: {
    columns: columns({ name: 's.name', emoji: 's.emoji', iso: 'c.iso', countryName: 'c.name', amount: 'x.price' }),
    from: `offers x JOIN services s ON s.id = x.service_id AND s.deleted_at IS NULL JOIN countries c ON c.id = x.country_id`,
    words: "concat_ws(' ', s.name, s.code, c.name, c.iso)",
    parent: 'x.service_id',
    order: 's.position, s.id, c.position, c.id',
  },
  providers: {
    columns: columns({ name: 'x.name' }),
    from: 'providers x',
    words: "concat_ws(' ', x.name, x.protocol)",
    parent: '0',
    order: 'x.id',
  },
  routes: {
    columns: columns({
      name: "s.name || ' · ' || p.name",
      emoji: 's.emoji',
      iso: 'c.iso',
      countryName: 'c.name',
      amount: 'x.max_cost',
    }),
    from: `routes x JOIN offers o ON o.id = x.offer_id JOIN services s ON s.id = o.service_id AND s.deleted_at IS NULL
      JOIN countries c ON c.id = o.country_id JOIN providers p ON p.id = x.provider_id`,
    words: "concat_ws(' ', s.name, s.code, c.name, c.iso, p.name)",
    parent: 'x.offer_id',
    order: 's.position, s.id, c.position, c.id, x.priority, x.id',
  },
  paymentMethods: {
    columns: columns({ name: 'x.name' }),
    from: 'payment_methods x',
    words: "concat_ws(' ', x.name, x.protocol)",
    parent: '0',
    order: 'x.position, x.id',
  },
  promoCodes: {
    columns: columns({ name: 'x.code', amount: 'x.amount', uses: 'x.uses', promoKind: 'x.kind' }),
    from: 'promo_codes x',
    words: 'x.code',
    parent: '0',
    order: 'x.is_active DESC, x.id DESC',
  },
  sims: {
    // Those that ask for a number come first.
    columns: columns({
      name: "concat_ws(' · ', x.slot, '+' || x.phone)",
      iso: 'c.iso',
      countryName: 'c.name',
      uses: 'x.sms_count',
    }),
    from: `(SELECT id, slot, phone, country_id, sms_count, provider_id, NOT is_resting AS is_active FROM sims) x
      LEFT JOIN countries c ON c.id = x.country_id JOIN providers p ON p.id = x.provider_id`,
    words: "concat_ws(' ', x.slot, '+' || x.phone, p.name)",
    parent: 'x.provider_id',
    order: 'x.phone IS NOT NULL, x.is_active, p.name, x.slot, x.id',
  },
  priceGroups: {
    // How many living keys buy at its prices.
    columns: columns({
      name: 'x.name',
      uses: '(SELECT count(*)::integer FROM resale_keys k WHERE k.price_group_id = x.id AND k.revoked_at IS NULL)',
    }),
    from: 'price_groups x',
    words: 'x.name',
    parent: '0',
    order: 'x.is_active DESC, x.name, x.id',
  },
};

/** A page of one table for people: in the order of the menu, found by words, or as parts of one thing (`parentId`). */
export async function readCatalogueMenu(
  { sql }: Access,
  table: CatalogueTable,
  o: { words?: string; parentId?: number; offset: number; limit: number },
): Promise<MenuPage> {
  const { columns, from, words, parent, order } = SOURCES[table];
  const pattern = o.words === undefined ? null : `%${o.words.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await sql.rows<MenuRow & { total: number }>(
    `catalogueMenu.${table}`,
    `SELECT x.id, ${columns}, x.is_active AS "isActive", count(*) OVER ()::int AS total FROM ${from}
     WHERE ($1::text IS NULL OR ${words} ILIKE $1) AND ($2::int IS NULL OR ${parent} = $2)
     ORDER BY ${order} OFFSET $3 LIMIT $4`,
    [pattern, o.parentId ?? null, o.offset, o.limit],
  );
  return { items: rows, total: rows[0]?.total ?? 0 };
}

export interface FoundRow extends MenuRow {
  readonly table: FindableTable;
}

const FINDABLE = ['services', 'countries', 'providers', 'promoCodes', 'offers'] as const;
export type FindableTable = (typeof FINDABLE)[number];

/** Rows of all these tables that have each of these words, a few of each table. */
export function findInCatalogue(
  { sql }: Access,
  o: { words: readonly string[]; tables?: readonly FindableTable[]; each: number },
): Promise<FoundRow[]> {
  const tables = o.tables ?? FINDABLE;
  const parts = tables.map((table) => {
    const { columns, from, words, order } = SOURCES[table];
    return `(SELECT '${table}' AS table, x.id, ${columns}, x.is_active AS "isActive" FROM ${from}
       WHERE ${words} ILIKE ALL ($1::text[]) ORDER BY ${order} LIMIT $2)`;
  });
  const patterns = o.words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  return sql.rows<FoundRow>(`catalogueMenu.find.${tables.join('.')}`, parts.join(' UNION ALL '), [patterns, o.each]);
}
