import { createHmac } from 'node:crypto';
import { readPlace } from '../../platform/vendor/json';
import type { WebhookReading, WebhookRequest } from '../../ports/sms-provider';
import { readForm, readParameter, sameText } from '../kit/read-fields';
import { parseJson, scalarText } from '../kit/values';
import { decodeBytes } from '../sms-encoding';
import type { PushSettings } from './inbox-settings';
import { readItem, readList } from './read-item';

/** `key` is empty when none is stored. `canPull`: the same messages can be pulled, so that an unsigned delivery is confirmed. */
interface PushKeys {
  readonly key: string;
  readonly canPull: boolean;
}

/** Judges and reads a delivery by its description: JSON, a form, or the parameters of a GET. */
export function readPush(request: WebhookRequest, push: PushSettings, { key, canPull }: PushKeys): WebhookReading {
  const detail = problemOf(request, push, key);
  if (detail !== undefined) return { kind: 'refused', detail };
  const form = readForm(request);
  const value = form
    ? { ...Object.fromEntries([...form].map(([name, [first]]) => [name, first])), ...inCharset(request, push) }
    : parseJson(request.rawBody.toString('utf8').replace(/^\uFEFF/, ''));
  if (value === undefined) return { kind: 'unreadable', detail: 'Send JSON, a form, or parameters by GET.' };
  if (push.only && !push.only.values.includes(scalarText(readPlace(value, push.only.place)) ?? ''))
    return { kind: 'ignored', detail: `"${push.only.place}" says that this is about something else.` };
  const items = push.list === undefined ? [[value]] : readList(value, push.list);
  if (!items) return { kind: 'unreadable', detail: `There is no list at "${push.list}".` };
  const messages = items.map((item) => readItem(item, push)).filter((one) => one !== undefined);
  if (items.length > 0 && messages.length === 0)
    return { kind: 'unreadable', detail: `There is no phone at "${push.phone}" or no text at "${push.text}".` };
  return { kind: 'messages', trust: push.signature || !canPull ? 'believe' : 'confirm', messages };
}

/** The text by its own character set, where that is another one than a form's: its octets are read once, by that alone. */
function inCharset(request: WebhookRequest, { text, charset }: PushSettings): Record<string, string> {
  const octets = charset === 'utf-8' ? undefined : readParameter(request, text);
  return octets === undefined ? {} : { [text]: decodeBytes(octets, charset) };
}

function problemOf({ headers, rawBody }: WebhookRequest, push: PushSettings, key: string): string | undefined {
  const { secretHeader, signature } = push;
  if (!secretHeader && !signature) return undefined;
  if (!key) return 'No webhook key is stored for this provider, so nothing can be checked.';
  if (secretHeader && !sameText(headers[secretHeader.toLowerCase()] ?? '', key))
    return `The header ${secretHeader} is missing or wrong.`;
  if (!signature) return undefined;
  const { header, algorithm, encoding, prefix } = signature;
  const expected = prefix + createHmac(algorithm, key).update(rawBody).digest(encoding);
  const given = headers[header.toLowerCase()] ?? '';
  const fits =
    sameText(given, expected) || (encoding === 'hex' && sameText(given.toLowerCase(), expected.toLowerCase()));
  return fits ? undefined : `The signature in the header ${header} is missing or does not fit.`;
}
