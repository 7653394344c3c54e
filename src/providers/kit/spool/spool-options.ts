import { isAbsolute, normalize, relative } from 'node:path';
import { z } from 'zod';
import { isTimeZone } from '../../../domain/time-zone';

/** Folders below which folders of daemons may be named; none: no folder is read. */
export type SpoolRoots = readonly string[];

/** A folder of the machine. An operator's panel must not read whatever file there is, so it lies in one of the roots. */
export const spoolFolder = (roots: SpoolRoots) =>
  z
    .string()
    .min(2)
    .max(300)
    .refine(
      (path) => isAbsolute(path) && normalize(path) === path.replace(/\/$/, '') + (path.endsWith('/') ? '/' : ''),
      {
        error: 'give an absolute path without dots',
      },
    )
    .transform((path) => path.replace(/\/$/, ''))
    .refine((path) => roots.some((root) => isWithin(path, root)), { error: outside(roots) });

/** What a daemon's clocks show. */
export const timeZone = z.string().refine(isTimeZone, { error: 'give a name such as Europe/Riga' });

/** The folder itself, or one below it. */
export function isWithin(path: string, root: string): boolean {
  const way = relative(root, path);
  return way === '' || (!isAbsolute(way) && way !== '..' && !way.startsWith('../'));
}

function outside(roots: SpoolRoots): string {
  return roots.length === 0
    ? 'name the folders that may be read in the variable SMS_SPOOL_ROOTS first'
    : `it is in none of the folders of SMS_SPOOL_ROOTS (${roots.join(', ')})`;
}
