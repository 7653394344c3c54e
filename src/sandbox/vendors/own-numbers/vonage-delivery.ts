import { createHash, createHmac } from 'node:crypto';
import type { ArrivedSms, Delivery, MakeDeliveries } from './delivery';

export type VonageSignature = 'none' | 'md5hash' | 'md5' | 'sha1' | 'sha256' | 'sha512' | 'jwt';

/** What fits into one part of a long SMS. */
const PART_LENGTH = 153;
const SINGLE_LENGTH = 160;

/** JSON as the SMS API delivers it; a long SMS in parts, signed as the account is set up. */
export function vonageDelivery(signature: VonageSignature): MakeDeliveries {
  return (sms, { key }) => partsOf(sms).map((fields) => signed(fields, signature, key, sms.at));
}

function partsOf({ id, phone, sender, text, at }: ArrivedSms): Record<string, string>[] {
  const common = {
    ...{
      msisdn: sender.replace(/^\+/, ''),
      to: phone,
      type: 'text',
      keyword: (text.split(' ')[0] ?? '').toUpperCase(),
    },
    'message-timestamp': new Date(at).toISOString().slice(0, 19).replace('T', ' '),
  };
  if (text.length <= SINGLE_LENGTH) return [{ ...common, messageId: messageId(id, 1), text }];
  const total = Math.ceil(text.length / PART_LENGTH);
  return Array.from({ length: total }, (_, index) => ({
    ...common,
    ...{
      concat: 'true',
      'concat-ref': String(id % 256),
      'concat-total': String(total),
      'concat-part': String(index + 1),
    },
    messageId: messageId(id, index + 1),
    text: text.slice(index * PART_LENGTH, (index + 1) * PART_LENGTH),
  }));
}

const messageId = (id: number, part: number): string => `0B${String(id * 100 + part).padStart(14, '0')}`;

function signed(fields: Record<string, string>, signature: VonageSignature, key: string, at: number): Delivery {
  const headers = { 'content-type': 'application/json' };
  if (signature === 'none') return { body: JSON.stringify(fields), headers };
  if (signature === 'jwt') {
    const body = JSON.stringify(fields);
    return { body, headers: { ...headers, authorization: `Bearer ${tokenFor(body, key, at)}` } };
  }
  const dated: Record<string, string> = {
    ...fields,
    timestamp: String(Math.floor(at / 1_000)),
    nonce: messageId(at % 1_000_000, 0),
  };
  const told = Object.keys(dated)
    .sort()
    .map((name) => `&${name}=${dated[name]!.replaceAll('&', '_').replaceAll('=', '_')}`)
    .join('');
  const sig =
    signature === 'md5hash'
      ? createHash('md5').update(told).update(key).digest('hex')
      : createHmac(signature, key).update(told).digest('hex');
  return { body: JSON.stringify({ ...dated, sig }), headers };
}

function tokenFor(body: string, key: string, at: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seconds = Math.floor(at / 1_000);
  const claims = {
    ...{ iss: 'Vonage', iat: seconds, exp: seconds + 300, jti: String(at) },
    payload_hash: createHash('sha256').update(body).digest('hex'),
  };
  const told = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${told}.${createHmac('sha256', key).update(told).digest('base64url')}`;
}
