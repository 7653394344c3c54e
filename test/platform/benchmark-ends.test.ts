import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../src/platform/embedded-postgres/process-alive';
import { projectRoot } from '../support/project-root';
import { until } from '../telegram/support/until';

const { compileIfStale, benches } = require('../../scripts/compile');

describe('a benchmark that is ended by a signal', () => {
  // What a fresh clone compiles at the first benchmark takes its own time.
  beforeAll(() => void compileIfStale(benches), 300_000);

  it.each(['SIGTERM', 'SIGKILL'] as const)('%s leaves neither its database nor the folder of it', async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'numbershop-ended-'));
    chmodSync(folder, 0o755);
    const bench = spawn(process.execPath, [join(projectRoot, 'scripts/bench.js'), 'pool', '--json'], {
      env: { PATH: process.env.PATH, TMPDIR: folder },
      cwd: projectRoot,
      stdio: 'ignore',
    });
    const homes = () => readdirSync(folder).filter((name) => name.startsWith('numbershop-bench-'));
    const pidFile = () => join(folder, homes()[0] ?? '', 'postgres/cluster/postmaster.pid');
    try {
      await until(
        'its database runs',
        () => existsSync(pidFile()) && /ready/.test(readFileSync(pidFile(), 'utf8')),
        90_000,
      );
      const pid = Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);
      bench.kill(signal);
      await once(bench, 'exit');
      await until('all of it is gone', () => !isAlive(pid) && homes().length === 0, 15_000);
    } finally {
      bench.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
