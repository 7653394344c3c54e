import { createHash, createHmac } from 'node:crypto';
import type { WebhookReading, WebhookRequest } from '../../ports/sms-provider';
import { readPhone } from '../kit/phones';
import { type Fields, firstOf, readFlatJson, readForm, sameText } from '../kit/read-fields';

interface TwilioKeys {
  /** Empty when none is stored. */
  readonly token: string;
  readonly accountSid?: string;
}

const none: Fields = new Map();

/** Judges and reads one delivery of Twilio's. The address must be the one that Twilio called, so `PUBLIC_URL` must be right. */
export function readTwilioWebhook(request: WebhookRequest, keys: TwilioKeys): WebhookReading {
  if (!keys.token) return refused('No auth token of Twilio is stored. Enter it as the key of this provider.');
  const signature = request.headers['x-twilio-signature'];
  if (!signature) return refused('The header X-Twilio-Signature is missing.');
  const form = readForm(request);
  const signed = {
    token: keys.token,
    url: request.url,
    signature,
    fields: request.method === 'GET' ? none : (form ?? none),
  };
  if (!isSignedByTwilio(signed))
    return refused(
      'The signature does not fit. Check the auth token, and that PUBLIC_URL is the address Twilio calls.',
    );
  if (!form && !hasSignedBody(request.url, request.rawBody)) return refused('The hash of the body does not fit.');
  const fields = form ?? readFlatJson(request);
  return fields ? readFields(fields, keys.accountSid) : { kind: 'unreadable', detail: 'Send a form or a JSON object.' };
}

function readFields(fields: Fields, accountSid: string | undefined): WebhookReading {
  if (accountSid !== undefined && firstOf(fields, 'AccountSid') !== accountSid)
    return refused('It is from another account of Twilio.');
  const externalId = firstOf(fields, 'MessageSid') ?? firstOf(fields, 'SmsSid');
  const status = firstOf(fields, 'SmsStatus') ?? 'received';
  if (status !== 'received' && status !== 'receiving') return ignored('About a text that was sent, not received.');
  const text = firstOf(fields, 'Body');
  if (externalId === undefined || text === undefined)
    return { kind: 'unreadable', detail: 'MessageSid or Body is missing.' };
  if (text.trim() === '') return ignored('No text.');
  const phone = readPhone(firstOf(fields, 'To'));
  if (phone === undefined) return ignored('To is no phone number.');
  const message = { phone, text, externalId, sender: firstOf(fields, 'From') };
  return { kind: 'messages', trust: 'believe', messages: [message] };
}

const refused = (detail: string): WebhookReading => ({ kind: 'refused', detail });
const ignored = (detail: string): WebhookReading => ({ kind: 'ignored', detail });

/** HMAC-SHA1 over the address and all parameters, sorted by name, values of one name sorted and without doubles; base64. */
export function twilioSignature(token: string, url: string, fields: Fields): string {
  const names = [...fields.keys()].sort();
  const told = names.map((name) =>
    [...new Set(fields.get(name))]
      .sort()
      .map((value) => name + value)
      .join(''),
  );
  return createHmac('sha1', token)
    .update(url + told.join(''), 'utf8')
    .digest('base64');
}

/** Whether Twilio signed this. The address counts with and without a port, since it is written either way. */
export function isSignedByTwilio(o: { token: string; url: string; fields: Fields; signature: string }): boolean {
  let isSigned = false;
  for (const url of spellings(o.url))
    isSigned = sameText(twilioSignature(o.token, url, o.fields), o.signature) || isSigned;
  return isSigned;
}

/** A body that is no form is not part of the signature; its hash stands in the signed address. */
export function hasSignedBody(url: string, rawBody: Buffer): boolean {
  const named = new URL(url).searchParams.get('bodySHA256');
  return named !== null && sameText(named.toLowerCase(), createHash('sha256').update(rawBody).digest('hex'));
}

function spellings(url: string): string[] {
  const [, scheme = '', host = '', rest = ''] = /^(https?:\/\/)([^/?#]*)(.*)$/s.exec(url) ?? [];
  const bare = host.replace(/:\d+$/, '');
  const standard = scheme === 'https://' ? ':443' : ':80';
  return [...new Set([host, bare, bare + standard])].map((place) => scheme + place + rest);
}
