import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Events of a simulator, one JSON object per line, written before the reply that depends on them. */
export interface Journal<E> {
  /** What earlier runs wrote, oldest first. */
  readonly replayed: readonly E[];
  append(event: E): void;
  close(): void;
}

/**
 * Opens the journal, or an unkept one without a path. A line torn by a kill was never answered to a client, so it is
 * dropped; a broken line in the middle means the file was edited, and that is refused.
 * The operating system keeps written lines when the process is killed; only a power cut could lose them.
 */
export function openJournal<E>(path: string | undefined): Journal<E> {
  if (path === undefined) return { replayed: [], append: () => undefined, close: () => undefined };
  mkdirSync(dirname(path), { recursive: true });
  const replayed = existsSync(path) ? readEvents<E>(path) : [];
  rewrite(path, replayed);
  let file: number | undefined = openSync(path, 'a');
  return {
    replayed,
    append(event) {
      if (file === undefined) throw new Error(`journal ${path} is closed`);
      writeSync(file, `${JSON.stringify(event)}\n`);
    },
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

function readEvents<E>(path: string): E[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  const torn = lines.pop();
  const events = lines.map((line, index) => {
    try {
      return JSON.parse(line) as E;
    } catch {
      throw new Error(`journal ${path}: line ${index + 1} is not JSON`);
    }
  });
  void torn;
  return events;
}

/** Leaves whole lines only, so that the next append starts on a line of its own. */
function rewrite<E>(path: string, events: readonly E[]): void {
  const fresh = `${path}.new`;
  writeFileSync(fresh, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  renameSync(fresh, path);
}
