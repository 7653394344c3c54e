import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCountries, getCountryCallingCode } from 'libphonenumber-js';
import type { App } from '../../src/app';
import { readServices } from '../../src/database/queries/storefront-services';
import type { SearchAnswer } from '../../src/domain/search/search-answer';
import { DEMO_SERVICES } from '../../src/usecases/catalogue/demo/demo-services';
import { listCountries } from '../../src/usecases/storefront/list-countries';
import { searchCatalogue } from '../../src/usecases/storefront/search-catalogue';
import { projectRoot } from '../support/project-root';
import { benchApp } from './support/bench-app';
import { openBenchDatabase } from './support/bench-database';
import { round } from './support/measure';
import { optionsOf } from './support/options';

const AT_MOST_MS = 20;
type Bench = Awaited<ReturnType<typeof openBenchDatabase>>;

const PAGE = { page: 0, pageSize: 12 };

/**
 * All typed searches of the tests over a large catalogue: the search alone, which must be quick, and with the page that it
 * shows, in turns with the baseline of that: the bare statement that lists services by a part of their name.
 * Options: --services=800 --countries=195 --rounds=5.
 */
export async function run(args: string[]) {
  const option = optionsOf(args).number;
  const [services, countries, rounds] = [option('services', 800), option('countries', 195), option('rounds', 5)];
  const bench = await openBenchDatabase(4);
  try {
    const app = benchApp(bench.db);
    const { userId, openServiceId } = await sellEverything(bench, app, { services, countries });
    // A process that searches for the first time reads all names.
    const cold = await timed(() => searchCatalogue(app, { words: 'telegram' }));
    const typed = typedSearches();
    const found: number[] = [];
    const alone: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round <= rounds; round += 1)
      for (const { words, isOpen } of typed) {
        const open = isOpen ? openServiceId : undefined;
        const bySearch = await timed(() => searchCatalogue(app, { words, openServiceId: open }));
        const took = await timed(() => searchAndShow(app, { words, userId, openServiceId: open }));
        const baseline = await timed(() => bareStatement(app, { words, userId }));
        if (round === 0) continue; // both are warm after the first round
        found.push(took);
        alone.push(bySearch);
        bare.push(baseline);
      }
    const [search, withPage, baseline] = [figuresOf(alone), figuresOf(found), figuresOf(bare)];
    return {
      ...{ services, countries, offers: services * countries, typed: typed.length, rounds },
      ...{ search, withPage, baseline, ratio: round(withPage.p95Ms / baseline.p95Ms) },
      ...{ coldMs: round(cold), atMostMs: AT_MOST_MS, isRight: search.p95Ms <= AT_MOST_MS },
    };
  } finally {
    await bench.close();
  }
}

async function searchAndShow(app: App, o: { words: string; userId: bigint; openServiceId: number | undefined }) {
  const answer: SearchAnswer = await searchCatalogue(app, o);
  if (answer.kind === 'countries')
    await listCountries(app, { serviceId: o.openServiceId!, countryIds: answer.countryIds, ...PAGE });
  if (answer.kind === 'services' || answer.kind === 'nothing')
    await readServices(app.db, { userId: o.userId, ids: answer.serviceIds, ...PAGE });
}

function bareStatement({ db }: App, { words, userId }: { words: string; userId: bigint }) {
  return db.sql.rows(
    'bench.search.bare',
    `WITH matched AS (
       SELECT s.id, s.name, s.position, f.user_id IS NOT NULL AS is_favourite,
         (SELECT min(o.price) FROM offers o JOIN countries c ON c.id = o.country_id
          WHERE o.service_id = s.id AND o.is_active AND c.is_active) AS price
       FROM services s LEFT JOIN favourites f ON f.service_id = s.id AND f.user_id = $1
       WHERE s.is_active AND s.deleted_at IS NULL AND (s.name ILIKE '%' || $2 || '%' OR s.code ILIKE '%' || $2 || '%'))
     SELECT * FROM matched WHERE price IS NOT NULL ORDER BY is_favourite DESC, position, name, id LIMIT 12`,
    [userId, words.replace(/[\\%_]/g, '\\$&')],
  );
}

function typedSearches(): { words: string; isOpen: boolean }[] {
  return readFileSync(join(projectRoot, 'test/screens/typed-searches.tsv'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => line.split('\t'))
    .map(([words, , screen]) => ({ words: words!, isOpen: screen !== 'services' }));
}

const SYLLABLES = [
  'ba',
  'cho',
  'dri',
  'fle',
  'gu',
  'hao',
  'ki',
  'lum',
  'mer',
  'no',
  'pix',
  'ra',
  'sto',
  'ty',
  'vel',
  'zen',
];

/** A name that no other has. */
function madeName(place: number): string {
  const parts = [place % 16, Math.floor(place / 16) % 16, Math.floor(place / 256) % 16, (place * 7) % 16];
  const name = parts.map((part) => SYLLABLES[part]).join('');
  return `${name[0]!.toUpperCase()}${name.slice(1)}`;
}

async function sellEverything({ owner }: Bench, app: App, o: { services: number; countries: number }) {
  const { db, clock } = app;
  const at = clock.now();
  const made = Array.from({ length: Math.max(0, o.services - DEMO_SERVICES.length) }, (_, place) =>
    madeName(place),
  ).map((name) => ({ code: name.toLowerCase(), name, emoji: '' }));
  await db.catalogueSeed.putServices([...DEMO_SERVICES, ...made].slice(0, o.services), at);
  const english = new Intl.DisplayNames(['en'], { type: 'region' });
  await db.catalogueSeed.putCountries(
    getCountries()
      .slice(0, o.countries)
      .map((iso) => ({ iso, name: english.of(iso)!, callingCode: getCountryCallingCode(iso) })),
    at,
  );
  await owner.query(
    `INSERT INTO offers (service_id, country_id, price, created_at)
     SELECT s.id, c.id, 8000 + s.id, $1 FROM services s CROSS JOIN countries c`,
    [at],
  );
  await owner.query('ANALYZE services, countries, offers');
  const { rows } = await owner.query(
    `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at) VALUES (1, 'Vera', $1, $1)
     RETURNING id, (SELECT s.id FROM services s WHERE s.code = 'whatsapp') AS open`,
    [at],
  );
  return { userId: BigInt(rows[0].id), openServiceId: Number(rows[0].open) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function figuresOf(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!);
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), mostMs: at(1) };
}
