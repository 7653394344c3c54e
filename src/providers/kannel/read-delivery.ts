import type { PushedText, WebhookReading, WebhookRequest } from '../../ports/sms-provider';
import { withNationalLetters } from '../kit/national-letters';
import { readPhone } from '../kit/phones';
import { readByteParameters } from '../kit/read-fields';
import { readUnixTime } from '../kit/values';
import { type Charset, decodeBytes, readUserDataHeader } from '../sms-encoding';

/** As Kannel names character sets, in lower case. */
const CHARSETS: Readonly<Record<string, Charset>> = {
  ...{ 'utf-8': 'utf-8', utf8: 'utf-8', 'utf-16be': 'utf-16be', 'ucs-2': 'utf-16be', ucs2: 'utf-16be' },
  ...{ 'iso-8859-1': 'iso-8859-1', 'iso-8859-15': 'iso-8859-15', latin1: 'iso-8859-1' },
  ...{ 'windows-1252': 'windows-1252', cp1252: 'windows-1252', ascii: 'ascii', 'us-ascii': 'ascii' },
};
const UCS2 = '2';
const BYTES = '1';
/** What it writes for an escape into a table that it does not know. */
const UNKNOWN_ESCAPE = '?';

/**
 * One SMS of a `get-url` or `post-url`, whose parameters have the names that `docs/own-sims.md` gives them. With `post-url`
 * the text is the body and the rest may stand in Kannel's own headers.
 */
export function readKannelDelivery(request: WebhookRequest): WebhookReading {
  const query = readByteParameters(new URL(request.url).search.slice(1));
  const told = (name: string) => {
    const value = (query.get(name)?.toString('utf8') ?? request.headers[`x-kannel-${name}`] ?? '').trim();
    // What a configuration leaves unescaped says nothing.
    return value === '' || /^%[a-zA-Z]$/.test(value) ? undefined : value;
  };
  const words = query.get('text') ?? (request.method === 'POST' ? request.rawBody : undefined);
  if (!words) return { kind: 'unreadable', detail: 'Give the parameter text=%b in get-url, or use post-url.' };
  const id = told('id');
  if (id === undefined)
    return { kind: 'unreadable', detail: 'Give the parameter id=%I: it tells one SMS from the next.' };
  const coding = told('coding');
  if (coding === BYTES) return { kind: 'ignored', detail: 'An SMS of bytes that are no text.' };
  const phone = readPhone(told('to'));
  const smsc = told('smsc');
  if (phone === undefined && smsc === undefined)
    return { kind: 'unreadable', detail: 'Give smsc=%i or to=%P: one of them tells which SIM it came to.' };
  const text = decodeBytes(words, charsetOf(coding, told('charset') ?? charsetOfBody(request)));
  const udh = query.get('udh') ?? readByteParameters(`udh=${request.headers['x-kannel-udh'] ?? ''}`).get('udh')!;
  const message: PushedText = {
    externalId: `kannel:${id}`,
    phone,
    slot: smsc === undefined ? undefined : { name: smsc.slice(0, 60) },
    sender: told('from'),
    text: coding === UCS2 ? text : withLettersOf(udh, text),
    receivedAt: readUnixTime(told('time')),
  };
  return { kind: 'messages', trust: 'believe', messages: [message] };
}

/** UCS2 comes as UTF-16BE unless `mo-recode` made UTF-8 of it, which it then says. */
function charsetOf(coding: string | undefined, charset: string | undefined): Charset {
  const named = charset === undefined ? undefined : CHARSETS[charset.toLowerCase()];
  return named ?? (coding === UCS2 ? 'utf-16be' : 'utf-8');
}

const charsetOfBody = ({ headers }: WebhookRequest): string | undefined =>
  /charset="?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1];

/** Kannel reads every SMS of septets by the common alphabet, whatever tables its header names. */
function withLettersOf(udh: Uint8Array, text: string): string {
  const { locking, single } = readUserDataHeader(udh)?.tables ?? {};
  return (locking ?? single) === undefined ? text : withNationalLetters(text, { locking, single }, UNKNOWN_ESCAPE);
}
