import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { runShopTool } from '../support/shop-tools';
import { workbook } from '../support/workbook';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'numbershop-import-'));
  const vendors = join(folder, 'vendors.json');
  const own = { name: 'own', protocol: 'generic_inbox', baseUrl: 'http://127.0.0.1:9', apiKey: 'key' };
  writeFileSync(vendors, JSON.stringify([own]));
  expect(await shop('seed-demo', '--vendors', vendors, '--pool-numbers', '0')).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const shop = (...args: string[]) => runShopTool(database, folder, args);

describe('npm run shop -- import-numbers', () => {
  const target = ['--provider', 'own', '--service', 'whatsapp'];
  let file: string;
  beforeAll(() => {
    file = join(folder, 'numbers.txt');
    writeFileSync(file, '+371 20 000 001\n37120000002\nhello\n37120000001\n');
  });

  it('says what would happen, then does it, with a verdict for each line', async () => {
    const dry = await shop('import-numbers', file, ...target, '--dry-run');
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.printed).toContain('Nothing was changed. Of 4 numbers: 2 ADDED, 1 DOUBLE, 1 INVALID.');
    const report = join(folder, 'report.csv');
    const real = await shop('import-numbers', file, ...target, '--country', 'LV', '--report', report);
    expect(real.printed).toContain('Of 4 numbers: 2 ADDED, 1 DOUBLE, 1 INVALID.');
    expect(real.printed).toContain('line 3: hello INVALID: This is no phone number');
    expect(readFileSync(report, 'utf8')).toContain('4,+37120000001,DOUBLE,It stands in this file before.\r\n');
    expect((await shop('import-numbers', file, ...target)).printed).toContain('2 IN_STOCK');
  });

  it('reads a workbook and says which sheet and column; another one can be named', async () => {
    const book = join(folder, 'book.xlsx');
    const rows = [
      ['id', 'Phone', 'Mobile'],
      [1, 37120000021, 37120000031],
    ];
    writeFileSync(
      book,
      workbook([
        { name: 'March', rows },
        { name: 'April', rows: [['DID'], [37120000041]] },
      ]),
    );
    const unclear = await shop('import-numbers', book, ...target, '--dry-run');
    expect(unclear).toMatchObject({ code: 1 });
    expect(unclear.complained).toMatch(/--column[\s\S]*2 "Phone": \+3712•••••21\n\s+3 "Mobile": \+3712•••••31/);
    const named = await shop('import-numbers', book, ...target, '--dry-run', '--column', 'Mobile');
    expect(named.printed).toMatch(/Of 1 numbers: 1 ADDED[\s\S]*Sheet "March". Not read: April[\s\S]*column 3 "Mobile"/);
    const other = await shop('import-numbers', book, ...target, '--sheet', 'April');
    expect(other.printed).toContain('Sheet "April"');
    const none = await shop('import-numbers', book, ...target, '--sheet', 'May');
    expect(none).toMatchObject({ code: 1 });
    expect(none.complained).toContain('There are: March, April.');
  });

  it('says which numbers nobody can buy, and why', async () => {
    const german = join(folder, 'german.txt');
    writeFileSync(german, '+4915112345678\n');
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    await client.query('UPDATE routes SET is_active = false');
    await client.end();
    const { printed } = await shop('import-numbers', german, ...target, '--dry-run');
    expect(printed).toMatch(/Attention: 1 of DE could be bought by nobody: .*route/);
  });

  it('tells whoever calls it wrongly what there is', async () => {
    expect(await shop('import-numbers', file)).toMatchObject({ code: 2 });
    expect(await shop('import-numbers', ...target)).toMatchObject({ code: 2 });
    const unknown = await shop('import-numbers', file, '--provider', 'own', '--service', 'wahtsapp');
    expect(unknown).toMatchObject({ code: 2 });
    expect(unknown.complained).toMatch(/There is no service "wahtsapp". There are: .*whatsapp/);
    const missing = await shop('import-numbers', join(folder, 'none.txt'), ...target);
    expect(missing).toMatchObject({ code: 2 });
    expect(missing.complained).toContain('The file cannot be read');
    const empty = join(folder, 'empty.txt');
    writeFileSync(empty, '\n# none\n');
    expect(await shop('import-numbers', empty, ...target)).toMatchObject({ code: 1 });
  });
});
