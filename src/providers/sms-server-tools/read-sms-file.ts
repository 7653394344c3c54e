import { instantOf } from '../../domain/wall-clock';
import type { InboxText } from '../../ports/sms-provider';
import { type Charset, decodeBytes } from '../sms-encoding';

/** What `Alphabet` says of the bytes behind the first empty line. Nothing else does: one folder holds all of these. */
const CHARSETS: Readonly<Record<string, Charset>> = {
  ...{ ISO: 'iso-8859-15', UCS2: 'utf-16be', 'UTF-8': 'utf-8', GSM: 'iso-8859-15', LATIN1: 'iso-8859-1' },
};
/** `incoming_utf8 = yes` writes the texts of these in UTF-8, and a line feed behind them. */
const MAYBE_UTF8: ReadonlySet<string> = new Set(['ISO', 'GSM']);

/**
 * One SMS of the folder `incoming`: headers, an empty line, the text as bytes. Undefined when it is no such file, or one of
 * bytes that are no text.
 */
export function readSmsFile(
  bytes: Buffer,
  { writtenAt, timeZone }: { writtenAt?: Date; timeZone?: string } = {},
): InboxText | undefined {
  const end = bytes.indexOf('\n\n');
  if (end < 0) return undefined;
  const headers = readHeaders(bytes.subarray(0, end));
  const [from, device] = [headers.get('From'), headers.get('Modem') ?? headers.get('Subject')];
  const text = readText(bytes.subarray(end + 2), headers);
  if (from === undefined || !device || text === undefined) return undefined;
  const imsi = headers.get('IMSI');
  const receivedAt = timeZone && readWall(headers.get('Received'), timeZone);
  return {
    slot: imsi && /^\d{5,15}$/.test(imsi) ? { name: device, imsi } : { name: device },
    sender: senderOf(from, headers.get('From_TOA')),
    text,
    receivedAt: receivedAt || writtenAt,
    ...(headers.get('Incomplete') === 'yes' ? { isIncomplete: true } : {}),
  };
}

function readHeaders(bytes: Buffer): ReadonlyMap<string, string> {
  const lines = bytes.toString('latin1').split('\n');
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1).trim()]] : [];
    }),
  );
}

function readText(body: Buffer, headers: ReadonlyMap<string, string>): string | undefined {
  const alphabet = (headers.get('Alphabet') ?? 'ISO').toUpperCase();
  const charset = CHARSETS[alphabet];
  if (!charset) return undefined;
  if (alphabet === 'UCS2') return decodeBytes(body, charset);
  const length = Number(headers.get('Length'));
  const isUtf8 = MAYBE_UTF8.has(alphabet) && body.some((byte) => byte > 127) && isValidUtf8(body);
  const text = decodeBytes(body, isUtf8 ? 'utf-8' : charset);
  // What stands behind the length is the daemon's.
  return text.endsWith('\n') && [...text].length > length ? text.slice(0, -1) : text;
}

/** Bytes of ISO 8859-15 are so by chance alone: two letters such as "Ã©". */
function isValidUtf8(bytes: Buffer): boolean {
  return !bytes.toString('utf8').includes('\ufffd');
}

/** Digits without a plus, also of international numbers. */
function senderOf(from: string, toa: string | undefined): string | undefined {
  return toa?.startsWith('91') && /^\d+$/.test(from) ? `+${from}` : from || undefined;
}

/** `26-11-29 19:45:28` on the daemon's wall. */
const readWall = (text: string | undefined, timeZone: string): Date | undefined =>
  text === undefined ? undefined : instantOf(`20${text}`, timeZone);
