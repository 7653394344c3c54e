import fc from 'fast-check';
import type { Shop } from '../../../support/shop';

/** Texts that a careless or malicious program may send. */
export const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e9',
    'NaN',
    '99999999999999999999',
    "' OR 1=1 --",
    '<script>',
    '\0',
    '%00',
    '../..',
    '٣',
  ),
  fc.integer().map(String),
  fc.double().map(String),
);

export const fuzzSeed = Number(process.env.FUZZ_SEED ?? 4711);

/** The books, and all that a purchase or its end would change. */
export function booksOf(shop: Shop): Promise<unknown> {
  const tables = ['reservations', 'resale_orders', 'transfers', 'wallets', 'numbers', 'offers', 'users'];
  return Promise.all(
    tables.map((table) => shop.one(`SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM ${table} t`)),
  );
}
