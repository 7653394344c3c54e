import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY_MS, HOUR_MS } from '../../../domain/time';
import { isWithin, type SpoolRoots } from './spool-options';

/** One finished file: its name, what is in it, and when it was written, by the clock of its file system. */
export interface SpoolFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly writtenAt: Date;
}

/** Where files are taken from, and where they go: all in one file system, so that a move is one step. */
export interface SpoolPlaces {
  readonly folder: string;
  /** Of what is stored. */
  readonly done: string;
  /** Of what nobody can read. */
  readonly unreadable: string;
}

/** Somebody who writes gets so long without a byte. Daemons of our kinds write a file in one go. */
const SETTLE_MS = 400;
/** A file of an SMS has some hundred bytes. */
const MOST_BYTES = 65_536;
/** So many names are looked at in one turn; more wait for the next one. */
const MOST_NAMES = 5_000;
const CLOCK = '.clock';
/** What is stored is kept as a file so long, in case somebody wants to see what the daemon wrote. It holds codes. */
const KEPT_MS = 7 * DAY_MS;
const PRUNED_EVERY_MS = HOUR_MS;

/** Whatever the file system refuses is thrown, with its code (`ENOENT`, `EACCES`, `EXDEV`) or as `OutsideError`. */
export class SpoolFolder {
  #prunedAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly places: SpoolPlaces,
    private readonly roots: SpoolRoots,
  ) {}

  /** Makes the two folders, and looks where links lead: none may lead out of the roots. */
  async open(): Promise<void> {
    await this.check(this.places.folder);
    for (const place of [this.places.done, this.places.unreadable]) {
      await mkdir(place, { recursive: true, mode: 0o700 });
      await this.check(place);
    }
  }

  private async check(place: string): Promise<void> {
    const real = await realpath(place);
    const roots = await Promise.all(this.roots.map((root) => realpath(root).catch(() => root)));
    if (!roots.some((root) => isWithin(real, root))) throw new OutsideError(place);
  }

  /**
   * Names of finished files, those that belong together in one list by `groupOf` (undefined: not ours), the oldest first.
   * None of a list is told before all of it is finished.
   */
  async listFinished(groupOf: (name: string) => string | undefined, skip: ReadonlySet<string>): Promise<string[][]> {
    const names = (await readdir(this.places.folder)).sort();
    const groups = new Map<string, { name: string; at: number }[]>();
    let looked = 0;
    for (const name of names) {
      const group = groupOf(name);
      if (group === undefined || skip.has(name) || looked >= MOST_NAMES) continue;
      looked += 1;
      const found = await lstat(join(this.places.folder, name)).catch(gone);
      // A link may lead anywhere; a folder is none of ours.
      if (found && (found.isFile() || found.isSymbolicLink()))
        groups.set(group, [...(groups.get(group) ?? []), { name, at: found.mtimeMs }]);
    }
    if (groups.size === 0) return [];
    const now = await this.now();
    const age = (files: readonly { at: number }[]) => now - Math.max(...files.map(({ at }) => at));
    return [...groups.values()]
      .filter((files) => age(files) >= SETTLE_MS)
      .sort((one, other) => age(other) - age(one))
      .map((files) => files.map(({ name }) => name));
  }

  /** The clock of the file system, which may be another machine's. */
  private async now(): Promise<number> {
    const marker = join(this.places.done, CLOCK);
    await writeFile(marker, '.');
    return (await stat(marker)).mtimeMs;
  }

  /** Undefined: it is no plain file, too large, or may not be read. */
  async read(name: string): Promise<SpoolFile | undefined> {
    // Without waiting for whoever would write into a pipe, and never through a link.
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const file = await open(join(this.places.folder, name), flags).catch(() => undefined);
    if (!file) return undefined;
    try {
      const found = await file.stat();
      if (!found.isFile() || found.size > MOST_BYTES) return undefined;
      return { name, bytes: await file.readFile(), writtenAt: found.mtime };
    } finally {
      await file.close();
    }
  }

  /** What is gone already somebody else has moved. A file of the same name there stays. */
  async move(names: readonly string[], to: 'done' | 'unreadable'): Promise<void> {
    for (const name of names) {
      const target = await this.free(join(this.places[to], name));
      await rename(join(this.places.folder, name), target).catch(gone);
    }
  }

  /** Deletes files of the daemon (by `groupOf`) that have been done for long, once an hour; whatever else lies there stays. */
  async prune(groupOf: (name: string) => string | undefined): Promise<void> {
    const now = await this.now();
    if (now - this.#prunedAtMs < PRUNED_EVERY_MS) return;
    let left = MOST_NAMES;
    for (const name of await readdir(this.places.done)) {
      if (!(groupOf(name) ?? groupOf(name.replace(/\.\d+$/, '')))) continue;
      const path = join(this.places.done, name);
      const found = await lstat(path).catch(gone);
      if (!found?.isFile() || now - found.mtimeMs <= KEPT_MS) continue;
      // The rest in the next turn, since SMS wait meanwhile.
      if (left === 0) return;
      left -= 1;
      await unlink(path).catch(gone);
    }
    this.#prunedAtMs = now;
  }

  private async free(target: string): Promise<string> {
    for (let again = 1; ; again += 1) {
      const name = again === 1 ? target : `${target}.${again}`;
      const isTaken = await lstat(name).then(
        () => true,
        () => false,
      );
      if (!isTaken) return name;
    }
  }

  /** Names of what was put aside. */
  async listUnreadable(most: number): Promise<string[]> {
    const names = await readdir(this.places.unreadable);
    return names
      .filter((name) => !name.startsWith('.'))
      .sort()
      .slice(0, most);
  }
}

/** A link leads out of SMS_SPOOL_ROOTS. */
export class OutsideError extends Error {}

function gone(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw error;
}
