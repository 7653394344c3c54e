import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from '../../src/platform/embedded-postgres';
import { findBinaries } from '../../src/platform/embedded-postgres/binaries';
import { openHome } from '../../src/platform/embedded-postgres/home';
import { readPostmasterFile } from '../../src/platform/embedded-postgres/postmaster-file';
import { isAlive } from '../../src/platform/embedded-postgres/process-alive';
import { canEnter } from '../../src/platform/embedded-postgres/roles';
import { projectRoot } from '../support/project-root';

const nobody = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? it : it.skip;
const asRootWithReachableSources = isRoot && canEnter(nobody, __dirname) ? it : it.skip;

async function ask(url: string, question: string): Promise<Record<string, unknown>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(question)).rows[0];
  } finally {
    await client.end();
  }
}

const startOf = async (url: string) => String((await ask(url, 'SELECT pg_postmaster_start_time()::text AS at')).at);
const pidOf = (cluster: string) => Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The process of the next server that is ready, another one than `before`. */
async function nextServer(cluster: string, before: number): Promise<number> {
  const found = () => readPostmasterFile(cluster);
  await until(() => found()?.state === 'ready' && found()?.pid !== before);
  return pidOf(cluster);
}

interface Program {
  process: ChildProcess;
  appUrl: string;
  ownerUrl: string;
  adminUrl: string;
}

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let cluster: string;
  const programs: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'numbershop-pg-'));
    chmodSync(folder, 0o755);
    cluster = join(folder, 'data/postgres/cluster');
  });
  afterEach(async () => {
    for (const program of programs.splice(0)) {
      if (program.exitCode !== null || program.signalCode !== null) continue;
      program.kill('SIGKILL');
      await once(program, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const quick = (options: Partial<EmbeddedPostgresOptions> = {}): EmbeddedPostgresOptions => ({
    dataDir: join(folder, 'data'),
    durable: false,
    whenAbandoned: { graceSeconds: 20 },
    ...options,
  });

  /** Starts a program of its own, so that the test can kill it. */
  async function run(options: EmbeddedPostgresOptions, account: { uid?: number; gid?: number } = {}): Promise<Program> {
    const program = join(__dirname, '../support/embedded-postgres-program.ts');
    const args = ['-r', join(projectRoot, 'scripts/run-typescript.js'), program];
    const child = spawn(process.execPath, [...args, JSON.stringify(options)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      ...account,
    });
    programs.push(child);
    const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => ['{}'])]);
    return { process: child, ...JSON.parse(String(line)) };
  }

  async function kill(child: ChildProcess): Promise<void> {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  it('starts in an empty folder, durable, with roles that own nothing they need not, and keeps what was stored', async () => {
    const first = await startEmbeddedPostgres({ dataDir: join(folder, 'data') });
    expect(await ask(first.adminUrl, "SELECT current_setting('fsync') AS fsync")).toEqual({ fsync: 'on' });
    expect(await ask(first.appUrl, 'SELECT current_user AS name')).toEqual({ name: 'numbershop_app' });
    await ask(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await expect(ask(first.appUrl, 'SELECT answer FROM kept')).rejects.toThrow('permission denied');
    const pid = pidOf(cluster);
    await Promise.all([first.stop(), first.stop()]);
    expect(isAlive(pid)).toBe(false);

    const second = await startEmbeddedPostgres({ dataDir: join(folder, 'data') });
    expect(await ask(second.ownerUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
    await second.stop();
  });

  it('outlives a program killed with -9, and is adopted by its successor, which stops it', async () => {
    const first = await run(quick());
    const startedAt = await startOf(first.adminUrl);
    const pid = pidOf(cluster);
    await kill(first.process);
    expect(isAlive(pid)).toBe(true);

    const second = await startEmbeddedPostgres(quick());
    expect(await startOf(second.adminUrl)).toBe(startedAt);
    await second.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('recovers after both were killed, although the old pid file is still there', async () => {
    const first = await run(quick({ durable: true }));
    await ask(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    process.kill(pidOf(cluster), 'SIGKILL');
    await kill(first.process);

    const second = await startEmbeddedPostgres(quick());
    expect(await ask(second.ownerUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
    await second.stop();
  });

  it('is not fooled by a pid file that names somebody else, as after a restart of the machine', async () => {
    await (await startEmbeddedPostgres(quick())).stop();
    writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n5432\n/nowhere\n\n0\nready\n`);
    const server = await startEmbeddedPostgres(quick());
    expect(await ask(server.adminUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
    await server.stop();
  });

  it('is not fooled by the lock of a socket that names a server elsewhere, as in a copy or after a restart', async () => {
    const elsewhere = await startEmbeddedPostgres(quick());
    const here = quick({ dataDir: join(folder, 'other') });
    await (await startEmbeddedPostgres(here)).stop();
    const lock = 'socket/.s.PGSQL.5432.lock';
    const [from, to] = ['data', 'other'].map((shop) => join(folder, shop, 'postgres', lock)) as [string, string];
    copyFileSync(from, to);
    chownSync(to, statSync(from).uid, statSync(from).gid);
    const server = await startEmbeddedPostgres(here);
    expect(await startOf(server.adminUrl)).not.toBe(await startOf(elsewhere.adminUrl));
    await server.stop();
    expect(await ask(elsewhere.adminUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
    await elsewhere.stop();
  });

  it('serves two shops with different data folders side by side', async () => {
    const other = quick({ dataDir: join(folder, 'other') });
    const [one, two] = await Promise.all([startEmbeddedPostgres(quick()), startEmbeddedPostgres(other)]);
    await ask(one.ownerUrl, 'CREATE TABLE mine ()');
    await one.stop();
    expect(await ask(two.ownerUrl, "SELECT to_regclass('mine') AS mine")).toEqual({ mine: null });
    await two.stop();
  });

  it('is shared by programs that start in the same moment, and stops with the last of them', async () => {
    const [one, two] = await Promise.all([startEmbeddedPostgres(quick()), run(quick())]);
    expect(await startOf(two.adminUrl)).toBe(await startOf(one.adminUrl));
    const pid = pidOf(cluster);
    await one.stop();
    expect(await ask(two.adminUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
    two.process.stdin?.write('stop\n');
    await once(two.process, 'exit');
    expect(isAlive(pid)).toBe(false);
  });

  it('does not run for ever when nobody comes back after a kill -9', async () => {
    const deleteFolder = join(folder, 'data');
    const program = await run(quick({ whenAbandoned: { graceSeconds: 0, deleteFolder } }));
    const pid = pidOf(cluster);
    expect(program.appUrl).toContain('numbershop_app');
    await kill(program.process);
    await until(() => !isAlive(pid) && !existsSync(deleteFolder));
  });

  it('finds a short place for its socket when the path is too long for the kernel, and cleans it up', async () => {
    const server = await startEmbeddedPostgres(quick({ dataDir: join(folder, 'deep'.repeat(30)) }));
    const socketFolder = new URL(server.adminUrl).searchParams.get('host') as string;
    expect(socketFolder.length).toBeLessThan(60);
    expect(await ask(server.adminUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
    await server.stop();
    expect(existsSync(socketFolder)).toBe(false);
  });

  it.each([
    ['SIGQUIT', 'an immediate stop', 'data'],
    ['SIGKILL', 'a kill without a word, its socket far from its data', 'deep'.repeat(30)],
  ] as const)('is back at the same address after a %s: %s', async (signal, _, name) => {
    const onLost = jest.fn();
    const dataDir = join(folder, name);
    const server = await startEmbeddedPostgres(quick({ dataDir, durable: true, onLost }));
    const at = join(dataDir, 'postgres/cluster');
    await ask(server.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = pidOf(at);
    process.kill(pid, signal);
    await nextServer(at, pid);
    expect(await ask(server.appUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
    expect(await ask(server.ownerUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
    await server.stop();
    expect(existsSync(join(at, 'postmaster.pid'))).toBe(false);
    expect(onLost).not.toHaveBeenCalled();
  });

  it('is given up, with a word, when it dies again and again', async () => {
    let onLost: (error: Error) => void = () => undefined;
    const lost = new Promise<Error>((resolve) => {
      onLost = resolve;
    });
    const server = await startEmbeddedPostgres(quick({ onLost }));
    for (let deaths = 0, pid = 0; deaths < 6; deaths += 1) {
      pid = await nextServer(cluster, pid);
      process.kill(pid, 'SIGQUIT');
    }
    expect((await lost).message).toMatch(/died 6 times in a row/);
    await server.stop();
  });

  it('says why when it cannot start', async () => {
    await (await startEmbeddedPostgres(quick())).stop();
    rmSync(join(cluster, 'PG_VERSION'));
    await expect(startEmbeddedPostgres(quick())).rejects.toThrow(/could not be started.*PG_VERSION/s);
  });

  asRootWithReachableSources('works for an ordinary user too', async () => {
    const home = join(folder, 'of-nobody');
    mkdirSync(home);
    execFileSync('chown', ['65534:65534', home]);
    const program = await run(quick({ dataDir: join(home, 'data') }), nobody);
    expect(await ask(program.appUrl, 'SELECT current_user AS name')).toEqual({ name: 'numbershop_app' });
    const pid = pidOf(join(home, 'data/postgres/cluster'));
    program.process.stdin?.end();
    await once(program.process, 'exit');
    expect(isAlive(pid)).toBe(false);
  });

  asRoot('lets its account pass through a data folder that root made for itself alone', async () => {
    mkdirSync(join(folder, 'data'), { mode: 0o700 });
    const server = await startEmbeddedPostgres(quick());
    expect(existsSync(cluster)).toBe(true);
    await server.stop();
  });

  asRoot('lives elsewhere, and is found again, when root keeps the data in a folder closed to others', async () => {
    chmodSync(folder, 0o700);
    const first = await startEmbeddedPostgres(quick());
    const elsewhere = readFileSync(join(folder, 'data/postgres-home'), 'utf8').trim();
    try {
      await ask(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
      await first.stop();
      const second = await startEmbeddedPostgres(quick());
      expect(await ask(second.ownerUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
      await second.stop();
      expect(elsewhere.startsWith(folder)).toBe(false);
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  asRoot('copies its programs when the checkout is closed to others, and makes the missing library links', () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const original = join(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..');
    cpSync(original, closed, { recursive: true, filter: (path) => !/libicu\w+\.so(\.60)?$/.test(path) });
    const home = openHome(join(folder, 'data'));
    const found = findBinaries(home, { folder: closed, name: 'test', copiesIn: join(folder, 'copies') });
    expect(found).toBe(join(folder, 'copies/postgresql-test/native'));
    expect(readlinkSync(join(found, 'lib/libicuuc.so.60'))).toBe('libicuuc.so.60.2');
    expect(String(execFileSync(join(found, 'bin/postgres'), ['--version'], { ...nobody, cwd: '/' }))).toContain('18.4');
    expect(findBinaries(home, { folder: closed, name: 'test', copiesIn: join(folder, 'copies') })).toBe(found);
  });
});
