import { createHash } from 'node:crypto';
import type { InboxPage, InboxText, ProviderFault } from '../../../ports/sms-provider';
import { providerFault } from '../reply';
import { OutsideError, type SpoolFile, SpoolFolder, type SpoolPlaces } from './spool-folder';
import type { SpoolRoots } from './spool-options';

/** How the files of one daemon are told and read. */
export interface SpoolFormat {
  /** Files with the same answer are one SMS; undefined: a file that is none of the daemon's. */
  groupOf(name: string): string | undefined;
  /** The SMS of a group, its files by name; undefined when they are not of the daemon's form. */
  readFiles(files: readonly SpoolFile[]): InboxText | undefined;
}

const MOST_SMS = 200;
const MOST_NAMED = 20;

/** Pulls one folder. Files leave it only when what they say is stored, so nothing is lost, whoever dies when. */
export function spoolPuller(places: SpoolPlaces, roots: SpoolRoots, format: SpoolFormat) {
  const folder = new SpoolFolder(places, roots);
  /** Stored, but not moved: whoever may not write there must not hide what comes behind. */
  let stored: ReadonlySet<string> = new Set();

  return async function pull(): Promise<InboxPage | ProviderFault> {
    try {
      await folder.open();
      const groups = await folder.listFinished(format.groupOf, stored);
      const messages: InboxText[] = [];
      const taken: string[] = [];
      for (const names of groups.slice(0, MOST_SMS)) {
        const files = await readAll(folder, names);
        const message = files && read(format, files);
        if (message) {
          messages.push({ ...message, externalId: message.externalId ?? identityOf(files) });
          taken.push(...names);
        } else await folder.move(names, 'unreadable');
      }
      const putAside = await folder.listUnreadable(MOST_NAMED);
      return {
        ...{ kind: 'page', more: false, messages, putAside },
        async stored() {
          stored = new Set([...stored, ...taken]);
          try {
            await folder.move([...stored], 'done');
            stored = new Set();
            await folder.prune(format.groupOf);
          } catch (error) {
            return faultOf(error, places);
          }
        },
      };
    } catch (error) {
      return faultOf(error, places);
    }
  };
}

async function readAll(folder: SpoolFolder, names: readonly string[]): Promise<SpoolFile[] | undefined> {
  const files = await Promise.all(names.map((name) => folder.read(name)));
  return files.every((file) => file !== undefined) ? files : undefined;
}

function read(format: SpoolFormat, files: readonly SpoolFile[]): InboxText | undefined {
  try {
    return format.readFiles(files);
  } catch {
    return undefined;
  }
}

/** The same file has the same identity, wherever it is met. */
export function identityOf(files: readonly Pick<SpoolFile, 'name' | 'bytes'>[]): string {
  const hash = createHash('sha256');
  for (const { name, bytes } of files) hash.update(`${name}\n${bytes.length}\n`).update(bytes);
  return `${files[0]!.name.slice(0, 80)}:${hash.digest('hex').slice(0, 24)}`;
}

const REPAIRS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is no folder',
  EACCES: 'the program may not read it and move files in it; give its user the right to',
  EPERM: 'the program may not move files in it; give its user the right to',
  EROFS: 'it cannot be written to, so files cannot be moved away',
  EXDEV: 'the folder for finished files is in another file system; choose one in the same',
  ENOSPC: 'the disk is full',
};

function faultOf(error: unknown, { folder }: SpoolPlaces): ProviderFault {
  if (error instanceof OutsideError) return providerFault('mapping', `${folder}: it leads out of SMS_SPOOL_ROOTS`);
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  return providerFault('unavailable', `${folder}: ${REPAIRS[code] ?? code}`);
}
