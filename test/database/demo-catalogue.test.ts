import { isValidPhoneNumber, parsePhoneNumberWithError } from 'libphonenumber-js';
import type { DataSource } from 'typeorm';
import { Secret } from '../../src/config/secret';
import { createDataSource } from '../../src/database/data-source';
import { Database } from '../../src/database/database';
import { SecretBox } from '../../src/platform/secret-box';
import { DEMO_COUNTRIES } from '../../src/usecases/catalogue/demo/demo-countries';
import { DEMO_OFFERS, demoNumbers } from '../../src/usecases/catalogue/demo/demo-offers';
import { DEMO_SERVICES } from '../../src/usecases/catalogue/demo/demo-services';
import { seedDemoCatalogue } from '../../src/usecases/catalogue/seed-demo-catalogue';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { TestClock } from '../support/test-clock';

const shop = (name: string, baseUrl: string) => {
  return { name, protocol: 'handler_api', baseUrl, apiKey: `key-of-${name}`, options: { dialect: 'classic' } };
};
const pool = { name: 'own', protocol: 'generic_inbox', baseUrl: 'http://127.0.0.1:3', apiKey: 'key', options: {} };

describe('the demo catalogue', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let db: Database;
  const secretBox = new SecretBox(new Secret(Buffer.alloc(32, 1).toString('base64')));
  const clock = new TestClock();

  beforeAll(async () => {
    database = await openTestDatabase();
    dataSource = createDataSource({ url: database.appUrl, poolSize: 2 });
    await dataSource.initialize();
    db = new Database(dataSource);
  });
  afterAll(async () => {
    await dataSource?.destroy();
    await database?.drop();
  });

  it('has enough to choose from, and numbers that exist where they claim to', () => {
    expect(DEMO_SERVICES.length).toBeGreaterThanOrEqual(14);
    expect(DEMO_COUNTRIES.length).toBeGreaterThanOrEqual(18);
    const numbers = demoNumbers(600);
    expect(new Set(numbers.map(({ phone, service }) => `${phone} ${service.code}`)).size).toBe(600);
    const wrong = numbers.filter(({ phone }) => !isValidPhoneNumber(`+${phone}`)).map(({ phone }) => phone);
    expect(wrong).toEqual([]);
    for (const { country, phone } of numbers) {
      expect(`${phone} ${parsePhoneNumberWithError(`+${phone}`).country}`).toBe(`${phone} ${country.iso}`);
    }
    expect(DEMO_OFFERS.every(({ price, maxCost }) => price > maxCost && maxCost > 0n)).toBe(true);
  });

  it('is put once, and a second time only renews addresses', async () => {
    const vendors = [shop('one', 'http://127.0.0.1:1'), shop('two', 'http://127.0.0.1:2'), pool];
    const { poolPhones } = await seedDemoCatalogue({ db, clock }, { secretBox, vendors, poolNumbers: 300 });
    expect(poolPhones).toHaveLength(300);
    const before = await counts();
    expect(before).toEqual({
      services: 18,
      countries: 20,
      offers: DEMO_OFFERS.length,
      providers: 3,
      numbers: 300,
      routes: before.routes,
    });
    await db.sql.rows('test.price', 'UPDATE offers SET price = 777777 WHERE id = 1');

    const moved = vendors.map((vendor) => ({ ...vendor, baseUrl: `${vendor.baseUrl}9` }));
    await seedDemoCatalogue({ db, clock }, { secretBox, vendors: moved, poolNumbers: 300 });
    expect(await counts()).toEqual(before);
    const [offer] = await db.sql.rows<{ price: bigint }>('test.offer', 'SELECT price FROM offers WHERE id = 1');
    expect(offer!.price).toBe(777_777n);
    const [provider] = await db.sql.rows<{ base_url: string; api_key_sealed: Buffer }>(
      'test.provider',
      `SELECT base_url, api_key_sealed FROM providers WHERE name = 'one'`,
    );
    expect(provider!.base_url).toBe('http://127.0.0.1:19');
    expect(secretBox.open(provider!.api_key_sealed)).toBe('key-of-one');
  });

  it('sells some offers from the pool alone, some on demand alone, some both ways', async () => {
    const rows = await db.sql.rows<{ pools: number; shops: number }>(
      'test.kinds',
      `SELECT count(*) FILTER (WHERE is_pool)::integer AS pools, count(*) FILTER (WHERE NOT is_pool)::integer AS shops
       FROM routes GROUP BY offer_id`,
    );
    const kinds = new Set(rows.map(({ pools, shops }) => `${pools} pool, ${shops} shops`));
    expect([...kinds].sort()).toEqual(['0 pool, 2 shops', '1 pool, 0 shops', '1 pool, 2 shops']);
  });

  async function counts() {
    const [row] = await db.sql.rows<Record<string, number>>(
      'test.counts',
      `SELECT (SELECT count(*)::integer FROM services) AS services, (SELECT count(*)::integer FROM countries) AS countries,
         (SELECT count(*)::integer FROM offers) AS offers, (SELECT count(*)::integer FROM providers) AS providers,
         (SELECT count(*)::integer FROM routes) AS routes, (SELECT count(*)::integer FROM numbers) AS numbers`,
    );
    return row!;
  }
});
