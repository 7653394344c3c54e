import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running server writes about itself into its cluster. */
export interface Postmaster {
  pid: number;
  socketFolder: string;
  /** "starting", "ready", "stopping" or "standby"; empty in the first moments. */
  state: string;
}

/** Reads `postmaster.pid`; undefined when there is none. The process it names may be long gone. */
export function readPostmasterFile(cluster: string): Postmaster | undefined {
  let text: string;
  try {
    text = readFileSync(join(cluster, 'postmaster.pid'), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'EACCES') throw new Error(foreignCluster(cluster), { cause: error });
    throw error;
  }
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, socketFolder: lines[4]?.trim() ?? '', state: lines[7]?.trim() ?? '' };
}

function foreignCluster(cluster: string): string {
  return `The database in ${cluster} belongs to another user. Start as that user, or set DATA_DIR to another folder.`;
}
