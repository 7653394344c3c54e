import { readUnsoldOfImport } from '../../src/database/queries/unsold-numbers';
import { readTable } from '../../src/platform/tables/read-table';
import { confirmImport } from '../../src/usecases/numbers/confirm-import';
import { importNumbers } from '../../src/usecases/numbers/import-numbers';
import { listImportProblems, writeImportReport } from '../../src/usecases/numbers/import-report';
import { listInventory } from '../../src/usecases/numbers/list-inventory';
import { sellNumbers } from '../../src/usecases/numbers/sell-numbers';
import { openShop, type Shop, type TestOffer, usd } from '../support/shop';

let shop: Shop;
let offer: TestOffer;
let providerId: number;
beforeEach(async () => {
  shop = await openShop();
  offer = await shop.offer();
  ({ providerId } = await shop.pool(offer, { phones: ['37129990001'] }));
});
afterEach(async () => {
  await shop.booksBalance();
  await shop.close();
});

const actor = { type: 'ADMIN', id: 'test' } as const;

type How = { isDryRun?: boolean; revives?: boolean; countryId?: number; column?: string };

async function imports(text: string, how: How = {}) {
  const open = () => readTable([text]);
  return importNumbers(shop.app, { providerId, serviceId: offer.serviceId, source: 'a.txt', open, actor, ...how });
}

async function verdicts(text: string, how: How = {}) {
  const outcome = await imports(text, how);
  if (outcome.kind !== 'imported' && outcome.kind !== 'checked') throw new Error(`the import was ${outcome.kind}`);
  let report = '';
  for await (const piece of writeImportReport(shop.app, outcome.import.id)) report += piece;
  const rows = report.trim().split('\r\n').slice(1);
  return { outcome, counts: outcome.import.counts, rows: rows.map((row) => row.split(',').slice(0, 3).join(' ')) };
}

const stock = () =>
  shop
    .all<{ phone: string; status: string }>('SELECT phone, status FROM numbers ORDER BY phone')
    .then((rows) => rows.map(({ phone, status }) => `${phone} ${status}`));

const FILE = [
  '\ufeff+371 20-000-001',
  '0037120000002',
  '# a note',
  '',
  '(371) 20 000 003 ',
  '+٣٧١٢٠٠٠٠٠٠٤',
  '37120000001',
  '37129990001',
  'hello',
  '20000005',
  '020000005',
  '3.71E+10',
  '+4915112345678',
].join('\r\n');

const FILE_VERDICTS = [
  '1 +37120000001 ADDED',
  '2 +37120000002 ADDED',
  '5 +37120000003 ADDED',
  '6 +37120000004 ADDED',
  '7 +37120000001 DOUBLE',
  '8 +37129990001 IN_STOCK',
  '9 hello INVALID',
  '10 +20000005 NO_COUNTRY',
  '11 020000005 INVALID',
  '12 3.71E+10 INVALID',
  '13 +4915112345678 NO_COUNTRY',
];

describe('a file of numbers, written as people write them', () => {
  it('is told line by line what would become of it, and nothing changes', async () => {
    const before = await stock();
    const { rows, counts } = await verdicts(FILE, { isDryRun: true });
    expect(rows).toEqual(FILE_VERDICTS);
    expect(counts).toEqual({ ADDED: 4, DOUBLE: 1, IN_STOCK: 1, INVALID: 3, NO_COUNTRY: 2 });
    expect(await stock()).toEqual(before);
  });

  it('gets the same verdicts when it is imported, and the same file again adds nothing', async () => {
    const { rows, outcome } = await verdicts(FILE);
    expect(rows).toEqual(FILE_VERDICTS);
    expect(outcome.kind).toBe('imported');
    expect(await stock()).toHaveLength(5);
    expect((await verdicts(FILE)).counts).toMatchObject({ IN_STOCK: 5, DOUBLE: 1 });
    expect(await stock()).toHaveLength(5);
    expect(
      await shop.all(`SELECT action, actor_id AS by, facts ->> 'ADDED' AS added FROM audit_log ORDER BY id LIMIT 2`),
    ).toEqual([
      { action: 'numbers.import_started', by: 'test', added: null },
      { action: 'numbers.imported', by: 'test', added: '4' },
    ]);
  });

  it('says in words what is wrong with the first bad lines', async () => {
    const { outcome } = await verdicts(FILE);
    if (outcome.kind !== 'imported') throw new Error('not imported');
    const problems = await listImportProblems(shop.app, outcome.import.id, 4);
    expect(problems.map(({ line }) => line)).toEqual([7, 8, 9, 10]);
    expect(problems[2]!.detail).toContain('no phone number');
  });

  it('can be sold from at once', async () => {
    await shop.all(`UPDATE numbers SET status = 'DELETED', deleted_at = now()`);
    await imports('37120000077');
    expect((await (await shop.buyer()).buys(offer)).phone).toBe('37120000077');
  });
});

describe('a table of numbers', () => {
  it('is read by its header, with quotes and a column of countries', async () => {
    await shop.offer({ country: 'Germany' });
    const { rows } = await verdicts(
      [
        'name;"Phone";country',
        'x;"+371 20000001";lv',
        'y;+4915112345678;DE',
        'z;37120000003;DE',
        'w;37120000004;FR',
      ].join('\n'),
    );
    expect(rows).toEqual([
      '2 +37120000001 ADDED',
      '3 +4915112345678 ADDED',
      '4 +37120000003 OTHER_COUNTRY',
      '5 +37120000004 NO_COUNTRY',
    ]);
  });

  it('without a header has its numbers first, or several to a line when each says that it is one', async () => {
    const { rows } = await verdicts('37120000001,2026,note\n+37120000002, +37120000003');
    expect(rows).toEqual(['1 +37120000001 ADDED', '2 +37120000002 ADDED', '2 +37120000003 ADDED']);
  });
});

describe('countries that share a calling code', () => {
  async function countries(...list: [string, string][]) {
    for (const [iso, code] of list) {
      await shop.all('INSERT INTO countries (iso, name, calling_code, created_at) VALUES ($1, $1, $2, now())', [
        iso,
        code,
      ]);
    }
  }
  const isoOf = async () =>
    Object.fromEntries(
      (
        await shop.all<{ phone: string; iso: string }>(
          'SELECT n.phone, c.iso FROM numbers n JOIN countries c ON c.id = n.country_id WHERE n.import_id IS NOT NULL',
        )
      ).map(({ phone, iso }) => [phone, iso]),
    );

  it('are told apart by their numbering plans', async () => {
    await countries(['US', '1'], ['CA', '1'], ['RU', '7'], ['KZ', '7'], ['DO', '1809']);
    await verdicts('+1 202 555 0123\n+1 416 555 0123\n+7 916 123-45-67\n+7 701 123-45-67\n+1 829 555 0123');
    expect(await isoOf()).toEqual({
      '12025550123': 'US',
      '14165550123': 'CA',
      '79161234567': 'RU',
      '77011234567': 'KZ',
      '18295550123': 'DO',
    });
  });

  it('are not taken for one another when the shop has only one of them', async () => {
    await countries(['US', '1'], ['RU', '7']);
    const { rows } = await verdicts('+14165550123\n+77011234567\n+12025550123');
    expect(rows).toEqual(['1 +14165550123 NO_COUNTRY', '2 +77011234567 NO_COUNTRY', '3 +12025550123 ADDED']);
    const us = await shop.one<{ id: number }>(`SELECT id FROM countries WHERE iso = 'US'`);
    expect((await verdicts('+14165550124\n+12025550124', { countryId: us.id })).rows).toEqual([
      '1 +14165550124 OTHER_COUNTRY',
      '2 +12025550124 ADDED',
    ]);
  });

  it('go by the longest calling code', async () => {
    await countries(['XX', '3712'], ['EE', '372']);
    await verdicts('37120000001\n37130000001');
    expect(await isoOf()).toEqual({ '37120000001': 'XX', '37130000001': 'LV' });
  });
});

describe('a number that was deleted', () => {
  it('does not come back silently; revived it is in stock, unless it was used up', async () => {
    await imports('37120000001\n37120000002');
    await shop.all(`UPDATE numbers SET status = 'DELETED', deleted_at = now(), expiries_in_a_row = 3`);
    await shop.set('maxUsesOfNumber', 1);
    const buyer = await shop.buyer({ balance: usd('2') });
    await imports('37120000003');
    await buyer.gets(await buyer.buys(offer), 'Code 12345');
    const list = '37120000001\n37120000003\n37120000001';
    expect((await verdicts(list)).rows).toEqual([
      '1 +37120000001 DELETED',
      '2 +37120000003 DELETED',
      '3 +37120000001 DOUBLE',
    ]);
    for (const isDryRun of [true, false]) {
      const { rows } = await verdicts(list, { revives: true, isDryRun });
      expect(rows).toEqual(['1 +37120000001 REVIVED', '2 +37120000003 SPENT', '3 +37120000001 DOUBLE']);
    }
    expect(await stock()).toEqual([
      '37120000001 AVAILABLE',
      '37120000002 DELETED',
      '37120000003 DELETED',
      '37129990001 DELETED',
    ]);
    expect(await shop.number('37120000001')).toMatchObject({ expiries: 0 });
  });
});

describe('a dry run that is confirmed', () => {
  const dryRun = async (text: string) => {
    const outcome = await imports(text, { isDryRun: true });
    if (outcome.kind !== 'checked') throw new Error(`the dry run was ${outcome.kind}`);
    return outcome.import.id;
  };

  it('is done with the stock as it is then, once', async () => {
    const importId = await dryRun('37120000001\n37120000002\nhello\n37120000001');
    await imports('37120000002');
    const taps = await Promise.all([1, 2].map(() => confirmImport(shop.app, { importId, actor })));
    expect(taps.map(({ kind }) => kind).sort()).toEqual(['not_checked', 'started']);
    const counts = { ADDED: 1, IN_STOCK: 1, DOUBLE: 1, INVALID: 1 };
    expect(await shop.one('SELECT counts, state FROM number_imports WHERE id = $1', [importId])).toEqual({
      counts,
      state: 'DONE',
    });
    expect(await stock()).toHaveLength(3);
    expect(await confirmImport(shop.app, { importId: 999n, actor })).toEqual({ kind: 'not_found' });
  });

  it('is too old after a week, when its lines are forgotten', async () => {
    const importId = await dryRun('37120000001');
    await shop.passes({ days: 8 });
    await shop.runs('forget');
    expect(await confirmImport(shop.app, { importId, actor })).toEqual({ kind: 'too_old' });
    expect(await stock()).toHaveLength(1);
  });
});

describe('an import that cannot be done', () => {
  it('is refused before a line is read: no such provider, service, country; a deleted service', async () => {
    const open = () => readTable(['37120000001']);
    const order = { providerId, serviceId: offer.serviceId, source: '', open, actor };
    for (const [wrong, entity] of [
      [{ providerId: 999 }, 'provider'],
      [{ serviceId: 999 }, 'service'],
      [{ countryId: 999 }, 'country'],
    ] as const) {
      expect(await importNumbers(shop.app, { ...order, ...wrong })).toEqual({ kind: 'not_found', entity });
    }
    expect((await imports('\n# nothing\n')).kind).toBe('empty');
  });

  it('leaves nothing when its file breaks off in the middle', async () => {
    const before = await stock();
    async function* lines() {
      for (let i = 0; i < 5_000; i += 1) yield `${37_120_000_000 + i}\n`;
      throw new Error('the connection broke');
    }
    const outcome = await importNumbers(shop.app, {
      ...{ providerId, serviceId: offer.serviceId, source: 'b', open: () => readTable(lines()), actor },
    });
    expect(outcome).toMatchObject({ kind: 'failed', failure: expect.stringContaining('nothing of it was imported') });
    expect(await stock()).toEqual(before);
    expect(await shop.one('SELECT count(*)::int AS lines FROM number_import_lines')).toEqual({ lines: 0 });
  });

  it('leaves nothing when its process dies while reading, and is given up by the next one', async () => {
    const before = await stock();
    const dead = shop.diesAfter(4);
    await imports('37120000001').catch(() => undefined);
    expect(dead.isDead).toBe(true);
    shop.restarts();
    await shop.passes({ minutes: 1 });
    await shop.runs('carry-on-imports');
    expect(await stock()).toEqual(before);
    expect(await shop.one('SELECT state FROM number_imports')).toEqual({ state: 'FAILED' });
  });
});

describe('an import of many numbers', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => String(37_120_000_000 + i)).join('\n');

  it('tells how far it is, batch by batch', async () => {
    const seen: number[] = [];
    await importNumbers(shop.app, {
      ...{ providerId, serviceId: offer.serviceId, source: 'c', open: () => readTable([many(45_000)]), actor },
      onProgress: ({ position }) => void seen.push(position),
    });
    expect(seen).toEqual([0, 20_000, 40_000, 45_000]);
    expect(await stock()).toHaveLength(45_001);
  });

  it('is finished by another process when its own dies between two batches', async () => {
    const dead = shop.diesAfter(9);
    await imports(many(45_000)).catch(() => undefined);
    expect(dead.isDead).toBe(true);
    expect(await shop.one('SELECT state FROM number_imports')).toEqual({ state: 'WRITING' });
    shop.restarts();
    await shop.passes({ minutes: 1 });
    await Promise.all([shop.runs('carry-on-imports'), shop.runs('carry-on-imports')]);
    expect(await shop.one('SELECT state, counts FROM number_imports')).toEqual({
      state: 'DONE',
      counts: { ADDED: 45_000 },
    });
    expect(await stock()).toHaveLength(45_001);
    expect(await shop.all(`SELECT action FROM audit_log ORDER BY id`)).toEqual([
      { action: 'numbers.import_started' },
      { action: 'numbers.imported' },
    ]);
  });

  it('says so when a crash of the database took its lines away', async () => {
    const dead = shop.diesAfter(9);
    await imports(many(45_000)).catch(() => undefined);
    expect(dead.isDead).toBe(true);
    shop.restarts();
    await shop.all('DELETE FROM number_import_lines');
    await shop.passes({ minutes: 1 });
    await shop.runs('carry-on-imports');
    expect(await shop.one('SELECT state, failure FROM number_imports')).toEqual({
      state: 'FAILED',
      failure: expect.stringContaining('import the file again'),
    });
  });
});

describe('a table whose column of numbers is not certain', () => {
  const TABLE = ['Phone,Mobile,Note', '37120000001,37129000001,a', '37120000002,37129000002,b'].join('\n');

  it('is not read before somebody names the column', async () => {
    const before = await stock();
    const outcome = await imports(TABLE);
    expect(outcome).toMatchObject({
      kind: 'column_unclear',
      import: { state: 'FAILED', counts: {}, reading: { columns: { length: 3 } } },
      columns: [
        { at: 0, name: 'Phone', examples: ['+3712•••••01', '+3712•••••02'] },
        { at: 1, name: 'Mobile', examples: ['+3712•••••01', '+3712•••••02'] },
        { at: 2, name: 'Note', examples: ['a', 'b'] },
      ],
    });
    expect(await stock()).toEqual(before);
    expect((await imports(TABLE, { column: 'Cell' })).kind).toBe('column_unclear');
    const { rows, outcome: named } = await verdicts(TABLE, { column: 'mobile', isDryRun: true });
    expect(rows).toEqual(['2 +37129000001 ADDED', '3 +37129000002 ADDED']);
    expect(named.import.reading).toMatchObject({ chosen: 1 });
  });
});

describe('lines that would sell the number of somebody else', () => {
  it('are refused, each with a reason; what can only mean one number is read', async () => {
    const lines = [
      ['37120000101.0', '+37120000101 ADDED'],
      ['+371 (0)20000106', '+37120000106 ADDED'],
      ['37120000108_1', 'INVALID', 'Something stands behind'],
      ['37120000108 (2)', 'INVALID', 'Something stands behind'],
      ['37120000108/2', 'INVALID', 'Something stands behind'],
      ['3.712E+10', 'INVALID', 'A spreadsheet rounded'],
      ['2026-03-01', 'INVALID', 'This is a date'],
      ['37120000109 / 37120000110', 'INVALID', 'two numbers in one cell'],
      ['371200001111', 'INVALID', 'numbers of +371 have 8 digits behind the code, and this one has 9'],
      ['3712000011', 'INVALID', 'A digit or more is missing'],
      ['37120000101.7', 'INVALID', 'fraction'],
    ];
    const { outcome, rows } = await verdicts(lines.map(([text]) => text).join('\n'));
    expect(
      rows.map((row, at) =>
        row
          .replace(`${at + 1} `, '')
          .replace(lines[at]![0]!, '')
          .trim(),
      ),
    ).toEqual(lines.map(([, verdict]) => verdict));
    const problems = await listImportProblems(shop.app, outcome.import.id, 20);
    expect(problems.map(({ detail }) => detail)).toEqual(
      lines.slice(2).map(([, , why]) => expect.stringContaining(why!)),
    );
    expect((await stock()).filter((number) => number.startsWith('3712000'))).toEqual([
      '37120000101 AVAILABLE',
      '37120000106 AVAILABLE',
    ]);
  });

  it('without a country code are joined with the column that has it', async () => {
    const { rows, outcome } = await verdicts('id;country_code;number\n1;371;20000001\n2;371;20000002\n3;371;020000003');
    expect(rows).toEqual(['2 +37120000001 ADDED', '3 +37120000002 ADDED', "4 '+371 020000003 INVALID"]);
    expect(outcome.import.reading).toMatchObject({ chosen: 2, code: 1 });
  });
});

describe('numbers that nobody can buy', () => {
  const unsold = async (importId: bigint) =>
    (await readUnsoldOfImport(shop.app.db, importId)).map(({ iso, count, obstacle }) => `${count} ${iso} ${obstacle}`);

  it('are told, with what is missing, until the offer and its route are there', async () => {
    await shop.all(`INSERT INTO countries (iso, name, calling_code, created_at) VALUES ('DE', 'Germany', '49', now())`);
    const { id: countryId } = await shop.one<{ id: number }>(`SELECT id FROM countries WHERE iso = 'DE'`);
    const { outcome } = await verdicts('+4915112345678\n+4915112345679\n37120000001', { isDryRun: true });
    const { id } = outcome.import;
    expect(await unsold(id)).toEqual(['2 DE NO_OFFER']);
    await confirmImport(shop.app, { importId: id, actor });
    expect(await unsold(id)).toEqual(['2 DE NO_OFFER']);
    const line = async () => (await listInventory(shop.app)).find((one) => one.countryId === countryId);
    expect(await line()).toMatchObject({ available: 2, unsold: 2 });
    const target = { providerId, serviceId: offer.serviceId, countryId, actor };
    expect(await sellNumbers(shop.app, target)).toEqual({ kind: 'price_needed' });
    const sold = await Promise.all([1, 2].map(() => sellNumbers(shop.app, { ...target, price: usd('0.70') })));
    expect(sold).toEqual([{ kind: 'selling' }, { kind: 'selling' }]);
    expect(await unsold(id)).toEqual([]);
    expect(await line()).toMatchObject({ available: 2, unsold: 0 });
    const made = await shop.one<{ id: number }>('SELECT id FROM offers WHERE country_id = $1', [countryId]);
    const german = { ...offer, id: made.id, countryId, price: usd('0.70') };
    expect((await (await shop.buyer({ balance: usd('2') })).buys(german)).phone).toMatch(/^49151/);
  });

  it('for want of a switch are for whoever turned it off; an offer and a route are turned on', async () => {
    const { outcome } = await verdicts('37120000001');
    const target = { providerId, serviceId: offer.serviceId, countryId: offer.countryId, actor };
    for (const [table, obstacle, kind] of [
      ['routes', 'ROUTE_OFF', 'selling'],
      ['offers', 'OFFER_OFF', 'selling'],
      ['providers', 'PROVIDER_OFF', 'in_the_way'],
      ['countries', 'COUNTRY_OFF', 'in_the_way'],
      ['services', 'SERVICE_OFF', 'in_the_way'],
    ] as const) {
      await shop.all(`UPDATE ${table} SET is_active = false`);
      expect(await unsold(outcome.import.id)).toEqual([`1 LV ${obstacle}`]);
      expect((await sellNumbers(shop.app, target)).kind).toBe(kind);
      await shop.all(`UPDATE ${table} SET is_active = true`);
      expect(await unsold(outcome.import.id)).toEqual([]);
    }
  });
});
