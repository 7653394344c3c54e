import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect, parseEnv } from 'node:util';
import { ConfigError, loadConfig, readEnvironment, Secret } from '../../src/config';
import { variables } from '../../src/config/variables';

const telegram = {
  TELEGRAM_API_ID: '12345',
  TELEGRAM_API_HASH: '0123456789abcdef0123456789abcdef',
  TELEGRAM_BOT_TOKEN: '777:AAE0123456789abcdefghijk',
};

describe('the configuration', () => {
  let folder: string;
  const load = (env: Record<string, string>) => loadConfig({ DATA_DIR: folder, ...env });
  const problemsOf = (env: Record<string, string>): readonly string[] => {
    try {
      load(env);
    } catch (error) {
      if (error instanceof ConfigError) return error.problems;
      throw error;
    }
    return [];
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'numbershop-config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('of an empty environment is the sandbox with an embedded database', () => {
    const config = load({});
    expect(config.telegram).toBeUndefined();
    expect(config.database).toEqual({ url: undefined, ownerUrl: undefined, poolSize: 16, isPooled: false });
    expect(config.http).toEqual({ host: '127.0.0.1', port: 4000, trustedProxies: [] });
    expect(config.roles).toEqual(['bot', 'worker', 'api']);
    expect(config.currency).toBe('USD');
  });

  it('names every problem at once, says what to do and repeats no value', () => {
    const wrong = {
      ...{ PORT: '70000', CURRENCY: 'DOLLARS', ROLES: 'bot,sales', OWNER_IDS: '12,@ann', LOG_LEVEL: 'loud' },
      ...{ TELEGRAM_BOT_TOKEN: 'hunter2', DATABASE_URL: 'mysql://hunter2@db/x', SECRET_KEY: 'hunter2', HOST: 'a b' },
      TRUSTED_PROXIES: '10.0.0.0/33',
    };
    const problems = problemsOf(wrong);
    for (const name of Object.keys(wrong)) {
      expect(problems).toContainEqual(expect.stringMatching(`^${name}: give `));
    }
    expect(problems).toContainEqual(expect.stringMatching(/^TELEGRAM_API_ID: set it too/));
    expect(problems.join()).not.toMatch(/hunter2|70000|DOLLARS|@ann|sales/);
  });

  it('wants all Telegram credentials or none, and the same of another data centre', () => {
    expect(load(telegram).telegram?.apiId).toBe(12345);
    expect(problemsOf({ TELEGRAM_API_ID: '1' })).toHaveLength(2);
    expect(problemsOf({ ...telegram, TELEGRAM_DC_HOST: '127.0.0.1' })).toHaveLength(3);
  });

  it('wants the server itself named beside a proxy that pools transactions', () => {
    const url = 'postgres://app@proxy:6432/shop';
    expect(problemsOf({ DATABASE_POOLER: 'transaction', DATABASE_URL: url })).toEqual([
      'DATABASE_OWNER_URL: set it to the server itself, since DATABASE_POOLER is set',
    ]);
    expect(problemsOf({ DATABASE_POOLER: 'transaction' })).toHaveLength(2);
    const both = { DATABASE_URL: url, DATABASE_OWNER_URL: 'postgres://owner@server:5432/shop' };
    expect(load({ ...both, DATABASE_POOLER: 'transaction' }).database.isPooled).toBe(true);
    expect(load(both).database.isPooled).toBe(false);
  });

  it('takes the key of another data centre on one line', () => {
    const pem = '-----BEGIN RSA PUBLIC KEY-----\\nMIIB\\n-----END RSA PUBLIC KEY-----';
    const dc = {
      TELEGRAM_DC_HOST: 'localhost',
      TELEGRAM_DC_PORT: '443',
      TELEGRAM_DC_ID: '2',
      TELEGRAM_DC_PUBLIC_KEY: pem,
    };
    expect(load({ ...telegram, ...dc }).telegram?.dataCentre).toEqual({
      ...{ host: 'localhost', port: 443, id: 2 },
      publicKeyPem: '-----BEGIN RSA PUBLIC KEY-----\nMIIB\n-----END RSA PUBLIC KEY-----',
    });
  });

  it('makes a secret key once, for the owner of the folder alone', () => {
    const first = load({}).secretKey.reveal();
    expect(Buffer.from(first, 'base64')).toHaveLength(32);
    expect(load({}).secretKey.reveal()).toBe(first);
    expect(statSync(join(folder, 'secret-key')).mode & 0o777).toBe(0o600);
  });

  it('refuses a damaged secret key instead of making another one, which would lose what was encrypted', () => {
    writeFileSync(join(folder, 'secret-key'), 'short');
    expect(problemsOf({})).toEqual([expect.stringMatching(/^SECRET_KEY: .*damaged/)]);
  });

  it('reads the same key from base64 and from hexadecimal', () => {
    const bytes = Buffer.alloc(32, 7);
    const read = (SECRET_KEY: string) => load({ SECRET_KEY }).secretKey.reveal();
    expect(read(bytes.toString('hex'))).toBe(read(bytes.toString('base64')));
  });

  it('says of a data folder that can be none what is wrong with it, and comes to an end', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(problemsOf({ DATA_DIR: file })).toEqual([
      `DATA_DIR: ${file} is a file; give a folder, or move the file away (ENOTDIR).`,
    ]);
    expect(problemsOf({ DATA_DIR: join(file, 'below') })).toEqual([expect.stringContaining('DATA_DIR:')]);
    if (process.platform === 'linux')
      expect(problemsOf({ DATA_DIR: '/proc/none/data' })).toEqual([
        expect.stringMatching(/^DATA_DIR: .*give another folder/),
      ]);
  });

  it('cannot be changed afterwards', () => {
    const config = load({ OWNER_IDS: '5, 6,5' });
    expect(config.ownerIds).toEqual([5n, 6n]);
    expect(() => Object.assign(config.http, { port: 1 })).toThrow('read only');
  });

  it('prints without its secrets', () => {
    const config = load({ ...telegram, DATABASE_URL: 'postgres://shop:hunter2@db/shop' });
    const printed = `${JSON.stringify({ ...config, ownerIds: [] })}${inspect(config, { depth: 9 })}${config.database.url}`;
    expect(printed).not.toMatch(/hunter2|AAE0123|0123456789abcdef/);
    expect(new Secret('x').reveal()).toBe('x');
  });

  it('lets the environment win over the .env file', () => {
    writeFileSync(join(folder, '.env'), 'NUMBERSHOP_PROBE=file\nPATH=file\n');
    const env = readEnvironment(folder);
    expect(env.NUMBERSHOP_PROBE).toBe('file');
    expect(env.PATH).toBe(process.env.PATH);
    expect(readEnvironment(join(folder, 'none'))).toEqual(process.env);
  });

  it('is documented: .env.example names the same variables and is valid', () => {
    const example = parseEnv(readFileSync(join(__dirname, '../../.env.example'), 'utf8'));
    expect(Object.keys(example).sort()).toEqual(Object.keys(variables.shape).sort());
    expect(loadConfig({ ...example, DATA_DIR: folder })).toEqual(load({}));
  });
});
