import { instantOf } from '../../domain/wall-clock';
import type { InboxText } from '../../ports/sms-provider';
import type { SpoolFile } from '../kit/spool/spool-folder';
import { decodeBytes } from '../sms-encoding';
import { withTurkishLetters } from './turkish-letters';

/** `IN20261129_214706_00_+37120000001_00.txt`: time, serial, sender, part. */
const NAME = /^(IN(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)_\d+_(.*))_\d+\.\w+$/s;

/** Parts of one SMS are files of one name but for its last number. */
export const groupOfInboxFile = (name: string): string | undefined => NAME.exec(name)?.[1];

/**
 * The SMS of all files of one group, in order of their names. The daemon writes them in UTF-8 (`InboxFormat` standard) or
 * UTF-16 with a mark (unicode); undefined for its other formats.
 */
export function readInboxFiles(
  files: readonly SpoolFile[],
  { phoneId, timeZone }: { readonly phoneId: string; readonly timeZone?: string },
): InboxText | undefined {
  const found = NAME.exec(files[0]?.name ?? '');
  if (!found || !files.every(({ name }) => name.endsWith('.txt'))) return undefined;
  const texts = files.map(({ bytes }) => readText(bytes));
  if (texts.some((text) => text.startsWith('[SMSBackup'))) return undefined;
  const [, , year, month, day, hour, minute, second, sender] = found;
  const writtenAt = new Date(Math.min(...files.map((file) => file.writtenAt.getTime())));
  const sentAt = timeZone ? instantOf(`${year}-${month}-${day} ${hour}:${minute}:${second}`, timeZone) : undefined;
  return {
    slot: { name: phoneId },
    text: withTurkishLetters(texts.join('')),
    sender: sender || undefined,
    receivedAt: earlier(sentAt, writtenAt),
  };
}

/**
 * UTF-16 ends at its first zero character. Behind it the daemon leaves what its buffer held before: words of SMS that were
 * meant for somebody else, as long as the text's UTF-8 is longer than its characters.
 */
function readText(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return decodeBytes(bytes, 'utf-16le').split('\0', 1)[0]!;
  if (mark === 'feff') return decodeBytes(bytes, 'utf-16be').split('\0', 1)[0]!;
  const text = decodeBytes(bytes, 'utf-8');
  // A locale of one byte for each letter; digits are the same in all of them.
  return text.includes('\ufffd') ? decodeBytes(bytes, 'windows-1252') : text;
}

/** Nothing is sent after it has come: such a time was read in the wrong zone. */
export const earlier = (sentAt: Date | undefined, cameAt: Date): Date => (sentAt && sentAt < cameAt ? sentAt : cameAt);
