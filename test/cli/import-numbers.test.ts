import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { runShopTool } from '../support/shop-tools';

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
