import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../src/cli/run';
import { loadConfig } from '../../src/config';
import { openTestDatabase, type TestDatabase } from '../support/database';

describe('keeping a shop by npm run shop', () => {
  let folder: string;
  let first: TestDatabase;
  let second: TestDatabase;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'numbershop-keep-'));
    first = await openTestDatabase();
    second = await openTestDatabase();
  });
  afterAll(async () => {
    await first?.drop();
    await second?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function shop(database: TestDatabase, ...args: string[]) {
    const lines: string[] = [];
    const env = {
      ...{ DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, DATA_DIR: folder },
      PROVIDER_HERO_API_KEY: 'the-key-of-hero',
    };
    const put = (line: string) => void lines.push(line);
    const code = await runCli(args, { print: put, complain: put, env, config: () => loadConfig(env) });
    return { code, text: lines.join('\n') };
  }
  const file = (name: string) => join(folder, name);

  it('one document makes two shops alike', async () => {
    const document = {
      version: 1,
      services: [{ code: 'garden', name: 'Garden club' }],
      countries: [{ iso: 'LV', name: 'Latvia', callingCode: '371' }],
      providers: [
        {
          ...{ name: 'hero', protocol: 'handler_api', baseUrl: 'https://hero.example', options: { dialect: 'hero' } },
          apiKey: { env: 'PROVIDER_HERO_API_KEY' },
        },
      ],
      offers: [{ service: 'garden', country: 'LV', price: '0.80' }],
    };
    writeFileSync(file('shop.json'), JSON.stringify(document));
    const looked = await shop(first, 'config', 'diff', file('shop.json'));
    expect([looked.code, looked.text]).toEqual([
      0,
      expect.stringMatching(/\+ offers garden\/LV[\s\S]*4 change\(s\) would be made/),
    ]);
    expect((await shop(first, 'config', 'apply', file('shop.json'))).text).toContain('4 change(s) made');
    expect((await shop(first, 'config', 'apply', file('shop.json'))).text).toContain('The shop is so already.');
    await shop(first, 'config', 'export', file('out.json'), '--secrets', 'env');
    expect(readFileSync(file('out.json'), 'utf8')).not.toContain('the-key-of-hero');
    expect((await shop(second, 'config', 'apply', file('out.json'))).code).toBe(0);
    const exported = (await shop(second, 'config', 'export', '--secrets', 'env')).text;
    expect(JSON.parse(exported)).toEqual(JSON.parse(readFileSync(file('out.json'), 'utf8')));
  });

  it('mistakes are named with their places, and what was called wrongly says how', async () => {
    writeFileSync(file('bad.json'), '{"version": 1, "offers": [{"service": "nothing", "country": "LV", "price": 1}]}');
    const bad = await shop(first, 'config', 'apply', file('bad.json'));
    expect([bad.code, bad.text]).toEqual([
      1,
      expect.stringMatching(/\/offers\/0\/price: [\s\S]*\/offers\/0\/service: [\s\S]*Nothing was changed/),
    ]);
    writeFileSync(file('no.json'), '{');
    for (const args of [
      ['config'],
      ['config', 'apply'],
      ['config', 'apply', file('no.json')],
      ['config', 'apply', file('none.json')],
      ['backup'],
      ['restore', file('none.gz')],
    ])
      expect([args, (await shop(first, ...args)).code]).toEqual([args, 2]);
    expect(JSON.parse((await shop(first, 'config', 'schema')).text).properties.version.const).toBe(1);
  });

  it('a backup goes into an empty database and into no other, and secrets are sealed anew', async () => {
    expect((await shop(first, 'backup', file('shop.gz'))).text).toMatch(/\d+ rows of \d+ tables/);
    expect((await shop(first, 'backup', file('shop.gz'))).code).toBe(2);
    const refused = await shop(second, 'restore', file('shop.gz'));
    expect([refused.code, refused.text]).toEqual([1, expect.stringContaining('not empty')]);
    const third = await openTestDatabase();
    try {
      const restored = await shop(third, 'restore', file('shop.gz'));
      expect([restored.code, restored.text]).toEqual([0, expect.stringContaining('The books are in order.')]);
      expect((await shop(third, 'config', 'diff', file('shop.json'))).text).toContain('The shop is so already.');
      expect((await shop(third, 'rotate-secret-key')).text).toContain('0 secret(s) were sealed anew, 1 were already.');
    } finally {
      await third.drop();
    }
  });
});
