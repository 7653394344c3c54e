import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { runCli } from '../../src/cli/run';
import { loadConfig } from '../../src/config';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { runShopTool } from '../support/shop-tools';

describe('npm run shop -- try-codes', () => {
  let database: TestDatabase;
  let dataDir: string;
  let file: string;

  beforeAll(async () => {
    database = await openTestDatabase();
    dataDir = mkdtempSync(join(tmpdir(), 'numbershop-codes-'));
    file = join(dataDir, 'texts.json');
  });
  afterAll(async () => {
    await database?.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const samples = [
    { text: '482915 is your code for order 84512', code: '482915' },
    { text: 'Your balance is 4829 points', service: null, code: null },
    { text: 'Nothing here', code: '4829' },
    { text: 'Your code is 1111', code: '2222' },
    { text: 'Your code is 3333', code: null },
    { text: 'ticket 77 gate AB-9', service: 'Gate', code: 'AB-9' },
  ];

  it('counts what is right, missed, wrong and found where none is meant, by the patterns of the services', async () => {
    writeFileSync(file, JSON.stringify(samples));
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(
      `INSERT INTO services (code, name, code_pattern, created_at) VALUES ('gate', 'Gate', 'gate (\\S+)', now())`,
    );
    await owner.end();
    const { code, printed, complained } = await runShopTool(database, dataDir, ['try-codes', file]);
    expect(code).toBe(0);
    expect(JSON.parse(printed)).toEqual({ total: 6, right: 3, none: 1, wrong: 1, over: 1 });
    expect(complained.split('\n').map((line) => JSON.parse(line).verdict)).toEqual(['none', 'wrong', 'over']);
  });

  it('does with the general grammar alone where there is no database yet, and makes none', async () => {
    writeFileSync(file, JSON.stringify(samples.slice(0, 2)));
    const printed: string[] = [];
    const env = { DATA_DIR: join(dataDir, 'fresh') };
    const terminal = { print: (line: string) => void printed.push(line), complain: () => undefined, env };
    expect(await runCli(['try-codes', file], { ...terminal, config: () => loadConfig(env) })).toBe(0);
    expect(JSON.parse(printed.join(''))).toEqual({ total: 2, right: 2, none: 0, wrong: 0, over: 0 });
  });

  it('says what is wrong with a file, and where', async () => {
    writeFileSync(file, JSON.stringify([{ text: 'x', code: null }, { text: 7 }]));
    const { code, complained } = await runShopTool(database, dataDir, ['try-codes', file]);
    expect(code).toBe(2);
    expect(complained).toContain('at /1/');
    expect((await runShopTool(database, dataDir, ['try-codes', `${file}.gone`])).complained).toContain(
      'cannot be read',
    );
    expect((await runShopTool(database, dataDir, ['try-codes'])).code).toBe(2);
  });
});
