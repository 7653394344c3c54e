import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port';
import { projectRoot } from '../support/project-root';

const isRoot = process.getuid?.() === 0;
/** Whoever is not root cannot mount, nor become another account. */
const asRoot = isRoot && process.platform === 'linux' ? it : it.skip;
/** script(1) of util-linux gives a program a terminal. */
const onTerminal = spawnSync('script', ['--version']).status === 0 ? it : it.skip;
const NOBODY = 65_534;

describe('npm start', () => {
  let folder: string;
  const within = (name: string) => join(folder, name);

  beforeAll(() => {
    const { compileIfStale, program } = require(join(projectRoot, 'scripts/compile'));
    compileIfStale(program);
    folder = mkdtempSync(join(tmpdir(), 'numbershop-starting-'));
    chmodSync(folder, 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  interface Ended {
    readonly code: number | null;
    readonly out: string;
    readonly err: string;
  }

  /** The program as `npm start` runs it, until it has ended by itself. */
  async function starts(env: Record<string, string>, command: readonly string[] = []): Promise<Ended> {
    const [program, ...args] = [...command, process.execPath, join(projectRoot, 'scripts/start.js')];
    const child = spawn(program!, args, {
      env: { PATH: process.env.PATH, DATA_DIR: within('data'), PORT: '0', ...env },
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, out, err };
  }

  /** What people are told: the words, no trace of the program's insides, and an exit code that a supervisor can act on. */
  function expectWords({ code, out, err }: Ended, words: RegExp): void {
    expect(err).toMatch(words);
    expect(`${out}${err}`).not.toMatch(/^\s+at |node:internal|Error:/m);
    expect(code).toBe(1);
  }

  it('says that another program listens there', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expectWords(
      await starts({ PORT: String(port) }),
      /PORT: another program listens at 127\.0\.0\.1:\d+\. .*give another port/,
    );
    other.close();
  });

  asRoot('says that port 80 is for others', async () => {
    // A network of its own, in which low ports are for root alone whatever the machine allows.
    const low = ['unshare', '-n', 'setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'];
    mkdirSync(within('nobodys'));
    chmodSync(within('nobodys'), 0o777);
    const ended = await starts({ PORT: '80', HOST: '0.0.0.0', DATA_DIR: within('nobodys') }, low);
    expectWords(ended, /PORT: this account may not listen on 80 \(EACCES\); give a port from 1024 up/);
  });

  it.each(['192.0.2.1', 'no-such-host.invalid'])('says that %s is no address of this machine', async (host) => {
    expectWords(await starts({ HOST: host }), /HOST: \S+ is no address of this machine \(\w+\); give 127\.0\.0\.1/);
  });

  it.each([
    ['a secret key', { SECRET_KEY: 'k'.repeat(64).replaceAll('k', '7') }],
    ['none', {}],
  ])('says that DATA_DIR is a file, with %s given', async (_, env) => {
    writeFileSync(within('file'), '');
    const at = within('file');
    const inside = join(at, 'inside');
    for (const DATA_DIR of [at, inside])
      expectWords(await starts({ ...env, DATA_DIR }), new RegExp(`DATA_DIR: ${at} is a file; give a folder`));
  });

  it('says that a file lies where the database should', async () => {
    mkdirSync(within('half'));
    writeFileSync(join(within('half'), 'postgres'), '');
    expectWords(await starts({ DATA_DIR: within('half') }), /DATA_DIR: \S+\/half\/postgres is a file; give a folder/);
  });

  it.each([
    ['a secret key', { SECRET_KEY: '7'.repeat(64) }],
    ['none', {}],
  ])('says that DATA_DIR may not be written to, with %s given', async (_, env) => {
    mkdirSync(within('locked'), { recursive: true });
    chmodSync(within('locked'), 0o555);
    const low = isRoot ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'] : [];
    expectWords(
      await starts({ ...env, DATA_DIR: within('locked') }, low),
      /DATA_DIR: this account may not write to \S+locked; give another folder, or let the account own it \(chown\) \(E\w+\)/,
    );
  });

  asRoot.each([
    ['before it begins', '48k'],
    ['while it makes its database', '24m'],
  ])('says that the disk is full, %s', async (_, size) => {
    const disk = within(`disk-${size}`);
    mkdirSync(disk);
    // Mounted where only this program sees it; it is gone with it.
    const mounted = [
      'unshare',
      '-m',
      'sh',
      '-c',
      `mount -t tmpfs -o size=${size},mode=755 none ${disk} && exec "$@"`,
      'sh',
    ];
    expectWords(
      await starts({ DATA_DIR: join(disk, 'data') }, mounted),
      /DATA_DIR: the disk that holds \S+ is full; free some space, or give a folder on another disk/,
    );
  });

  it('says what a .env is that cannot be read', async () => {
    mkdirSync(within('.env'));
    expectWords(await starts({}), /\.env: \S+ cannot be read \(EISDIR\)/);
    rmSync(within('.env'), { recursive: true });
  });

  onTerminal('says at once who it is, and on a terminal where everything is once it is open', async () => {
    const port = await freePort();
    const dataDir = within('opened');
    const command = `${process.execPath} ${join(projectRoot, 'scripts/start.js')}`;
    const child = spawn('script', ['-qefc', command, '/dev/null'], {
      env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), TERM: 'xterm-256color' },
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let shown = '';
    const open = new Promise<void>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        shown += text;
        if (shown.includes('Ctrl+C')) resolve();
      });
      child.once('close', () => reject(new Error(`It ended by itself:\n${shown}`)));
    });
    open.catch(() => undefined);
    try {
      await open;
      const at = `http://127.0.0.1:${port}`;
      const sandbox = await (await fetch(`${at}/sandbox`)).json();
      const { adminPassword, adminApiKey } = sandbox as Record<'adminPassword' | 'adminApiKey', string>;
      expect(shown).toMatch(/^ {2}numbershop \d+\.\d+\.\d+\r?\n/);
      for (const text of [`${at}/`, `${at}/graphql`, `${at}/api/v1/docs`, '/admin', adminPassword, dataDir])
        expect(shown).toContain(text);
      expect(shown).toMatch(/making the embedded PostgreSQL/);
      expect(shown).toMatch(/^\d\d:\d\d:\d\d \S*INFO/m);
      expect(shown).not.toContain('{"level"');
      // The explorer has the key of the sandbox, and asks with it.
      const led = await fetch(`${at}/graphql`, { headers: { accept: 'text/html' } });
      expect(led.url).toBe(`${at}/graphql/explorer`);
      expect(await led.text()).toContain(`value="${adminApiKey}"`);
    } finally {
      const lock = join(dataDir, 'in-use.json');
      const closed = child.exitCode === null ? once(child, 'close') : undefined;
      if (existsSync(lock)) process.kill(JSON.parse(readFileSync(lock, 'utf8')).pid, 'SIGINT');
      else child.kill();
      await closed;
    }
    expect(shown).toContain('stopped');
  });

  it('writes nothing but JSON lines where nobody sits', async () => {
    const port = await freePort();
    const child = spawn(process.execPath, [join(projectRoot, 'scripts/start.js')], {
      env: { PATH: process.env.PATH, DATA_DIR: within('piped'), PORT: String(port) },
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    const open = new Promise<void>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text;
        if (out.includes('the shop is open')) resolve();
      });
      child.once('close', () => reject(new Error(`It ended by itself:\n${out}`)));
    });
    await open;
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    expect(await closed).toEqual([0, null]);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.find(({ msg }) => msg.startsWith('the shop is open'))).toMatchObject({
      level: 'info',
      address: `http://127.0.0.1:${port}`,
    });
    const { adminPassword } = JSON.parse(readFileSync(join(within('piped'), 'sandbox/sandbox.json'), 'utf8'));
    expect(out).not.toContain(adminPassword);
  });
});
