import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { canEnter, chooseAccount, type ServerAccount } from './roles';

/** Where one embedded server keeps everything, and who runs it. */
export interface Home {
  folder: string;
  /** The cluster itself (PGDATA); present only once initdb has finished. */
  cluster: string;
  /** One file per program that uses the server, named after its process id. */
  programs: string;
  log: string;
  account: ServerAccount;
}

/** A place that every account may enter and that no cleaner of temporary files empties. Only root can use it. */
export const sharedRoot = '/var/lib/numbershop';

/**
 * Opens (and on the first start makes) the server's home: `<dataDir>/postgres`. When the server runs under another
 * account that may not enter `dataDir`, it lives in a folder of its own elsewhere and `dataDir` remembers where.
 */
export function openHome(dataDir: string): Home {
  // Others may pass through but not list, so that the server's account reaches its own folder inside.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const folder = placeFor(realpathSync(dataDir));
  const cluster = join(folder, 'cluster');
  const programs = join(folder, 'programs');
  mkdirSync(programs, { recursive: true, mode: 0o755 });
  const account = chooseAccount(existsSync(cluster) ? cluster : undefined);
  return { folder, cluster, programs, log: join(folder, 'server.log'), account };
}

function placeFor(dataDir: string): string {
  const inside = join(dataDir, 'postgres');
  const pointer = join(dataDir, 'postgres-home');
  if (existsSync(pointer)) return made(readFileSync(pointer, 'utf8').trim());
  if (existsSync(join(inside, 'cluster')) || letIn(chooseAccount(), dataDir)) return made(inside);
  const elsewhere = made(mkdtempSync(join(made(sharedRoot), 'data-')));
  writeFileSync(join(elsewhere, 'belongs-to'), `${dataDir}\n`); // so that people can tell what may be deleted
  writeFileSync(pointer, `${elsewhere}\n`);
  return elsewhere;
}

/** The data folder itself may be opened for passing through (what is in it guards itself), the folders above may not. */
function letIn(account: ServerAccount, dataDir: string): boolean {
  if (canEnter(account, dataDir)) return true;
  if (!canEnter(account, dirname(dataDir))) return false;
  chmodSync(dataDir, (statSync(dataDir).mode & 0o777) | 0o011);
  return true;
}

/** Makes a folder that other accounts may pass through. */
export function made(folder: string): string {
  mkdirSync(folder, { recursive: true });
  if (process.getuid?.() === 0) chmodSync(folder, 0o711);
  return folder;
}

/** Makes an empty folder that belongs to the server's account alone. */
export function madeFor(account: ServerAccount, folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
  return folder;
}

/** The kernel's limit for a socket path is 104 bytes on macOS, 108 on Linux, including the closing zero. */
const longestSocketPath = 103;

/** The folder of the unix socket: in the home, or a short temporary one when the path is too long for the kernel. */
export function socketFolder({ folder, account }: Home): string {
  const inside = join(folder, 'socket');
  const socket = join(inside, '.s.PGSQL.5432');
  const fits = Buffer.byteLength(socket) <= longestSocketPath && /^[\w./@+-]+$/.test(inside);
  return madeFor(account, fits ? inside : mkdtempSync(join(tmpdir(), 'nshop-')));
}
