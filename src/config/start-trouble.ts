import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config';
import { makeFolder } from './make-folder';

/** A start on a full disk otherwise fails somewhere later, in the middle of the database. */
const PROBE_BYTES = 64 * 1024;

/** What the system says of a folder, in words, by its code. `{folder}` is the folder. */
const FOLDER_WORDS: Readonly<Record<string, string>> = {
  ENOTDIR: '{folder} is a file; give a folder, or move the file away',
  EISDIR: '{folder} is a folder where a file belongs; move it away, or give another folder',
  EACCES: 'this account may not write to {folder}; give another folder, or let the account own it (chown)',
  ENOSPC: 'the disk that holds {folder} is full; free some space, or give a folder on another disk',
  ENOENT: '{folder} cannot be made there; give another folder',
};
const SAME_AS: Readonly<Record<string, string>> = {
  EPERM: 'EACCES',
  EROFS: 'EACCES',
  // Of a folder that is to be made with those above it.
  EEXIST: 'ENOTDIR',
};

/**
 * Makes the data folder and writes to it, so that what is wrong with it is known before anything is begun. Throws what the
 * system says, for `folderTrouble`.
 */
export function openDataFolder(dataDir: string): void {
  makeFolder(dataDir);
  const probe = join(dataDir, `.probe-${process.pid}`);
  try {
    writeFileSync(probe, Buffer.alloc(PROBE_BYTES), { mode: 0o600 });
  } finally {
    rmSync(probe, { force: true });
  }
}

/** What to do about a data folder that cannot be used, as a sentence; undefined where something else is wrong. */
export function folderTrouble(error: unknown, dataDir: string): string | undefined {
  if (chain(error).some(isFullDisk)) return sentence('ENOSPC', dataDir);
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
  const isAbout = path !== undefined && (path.startsWith(dataDir) || dataDir.startsWith(path));
  if (code === undefined || !isAbout || !FOLDER_WORDS[SAME_AS[code] ?? code]) return undefined;
  return sentence(code, ['ENOTDIR', 'EEXIST', 'EISDIR'].includes(code) ? path : dataDir);
}

function sentence(code: string, folder: string): string {
  return `DATA_DIR: ${FOLDER_WORDS[SAME_AS[code] ?? code]!.replace('{folder}', folder)} (${code}).`;
}

/** Programs that were started for us say it in words alone; 53100 is PostgreSQL's code for it (Appendix A of its manual). */
function isFullDisk(error: Error): boolean {
  const { code = '' } = error as NodeJS.ErrnoException;
  return (
    ['ENOSPC', 'EDQUOT', '53100'].includes(code) || /No space left on device|Disk quota exceeded/.test(error.message)
  );
}

/** What to do about an address that cannot be listened on, as a sentence; undefined where something else is wrong. */
export function addressTrouble(error: unknown, { host, port }: Config['http']): string | undefined {
  const { code, syscall = '' } = (error ?? {}) as NodeJS.ErrnoException;
  if (!['listen', 'bind', 'getaddrinfo'].includes(syscall)) return undefined;
  switch (code) {
    case 'EADDRINUSE':
      return `PORT: another program listens at ${host}:${port}. If it is this shop, it runs already; else give another port, and for a second shop another DATA_DIR too.`;
    case 'EACCES':
      return `PORT: this account may not listen on ${port} (EACCES); give a port from 1024 up, such as 4000, and let a proxy before the shop take ${port}.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `HOST: ${host} is no address of this machine (${code}); give 127.0.0.1, or 0.0.0.0 for all of its addresses.`;
    default:
      return undefined;
  }
}

/** An error and what caused it, outermost first. */
export function chain(error: unknown): Error[] {
  return error instanceof Error ? [error, ...chain(error.cause)] : [];
}
