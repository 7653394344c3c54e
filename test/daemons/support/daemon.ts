import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../support/project-root';

/** Where Debian and others put what is no ordinary user's. */
const FOLDERS = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin', '/usr/lib/kannel/test'];

export function whereIs(program: string): string | undefined {
  const paths = program.startsWith('/') ? [program] : FOLDERS.map((folder) => `${folder}/${program}`);
  return paths.find((path) => existsSync(path));
}

/** `describe` where these programs (or files, by their paths) are installed; elsewhere it is skipped, and its name says what is missing. */
export function describeWith(programs: readonly string[], name: string, tests: () => void): void {
  const missing = programs.filter((program) => whereIs(program) === undefined);
  if (missing.length === 0) describe(name, tests);
  else describe.skip(`${name} (not installed: ${missing.join(', ')})`, tests);
}

export interface Daemon {
  stop(): Promise<void>;
}

export function startDaemon(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Daemon {
  const child: ChildProcess = spawn(whereIs(program)!, args, {
    stdio: 'ignore',
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC', ...env },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(hard);
    },
  };
}

/** Asks again and again until it is so, for as long as a slow machine may need. */
export async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const endsAt = Date.now() + 60_000;
  while (!(await isSo())) {
    if (Date.now() > endsAt) throw new Error(`It did not come to pass in a minute: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/**
 * Lines of a configuration as `docs/own-sims.md` shows them: the block below this heading in which a word stands, with what
 * is this machine's own in place of what the page has. What the page does not have is no line of the docs: thrown.
 */
export function docBlock(heading: string, word: string, own: Readonly<Record<string, string>> = {}): string {
  const page = readFileSync(join(projectRoot, 'docs/own-sims.md'), 'utf8');
  const section = page.split(/^### /m).find((one) => one.startsWith(`${heading}\n`)) ?? '';
  const block = [...section.matchAll(/^```\w*\n(.*?)^```$/gms)]
    .map(([, lines]) => lines!)
    .find((one) => one.includes(word));
  if (block === undefined) throw new Error(`docs/own-sims.md shows no lines with "${word}" below "${heading}".`);
  return Object.entries(own).reduce((lines, [shown, real]) => {
    if (!lines.includes(shown)) throw new Error(`The lines below "${heading}" do not say "${shown}".`);
    return lines.replaceAll(shown, real);
  }, block);
}
