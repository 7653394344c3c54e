import { createHash } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import { scalarText, sortedJson, withoutMember } from '../../../platform/vendor/json';
import { sameText } from '../../../platform/vendor/same-text';
import type { PaymentDelivery } from '../../../ports/payment-provider';
import { hmac, sameHex } from '../../kit/signature';
import { stripeSignature } from '../../stripe/read-delivery';
import { readAt } from '../read-at';
import type { Signature } from './schemes';

interface Judged {
  readonly delivery: PaymentDelivery;
  /** What the body holds. */
  readonly body: unknown;
  readonly key: string;
  readonly now: Date;
}

type Scheme<Name extends Signature['scheme']> = Extract<Signature, { scheme: Name }>;

/** Why a delivery is not the provider's; undefined when it is. */
export function problemOf(scheme: Signature, judged: Judged): string | undefined {
  if (scheme.scheme === 'none') return addressProblem(scheme, judged.delivery.callerAddress);
  if (!judged.key) return 'No key is stored for this method, so nothing can be checked.';
  switch (scheme.scheme) {
    case 'hmac':
      return hmacProblem(scheme, judged);
    case 'digest':
      return digestProblem(scheme, judged);
    case 'php_json':
      return phpJsonProblem(scheme, judged);
    case 'timestamped':
      return timestampedProblem(scheme, judged);
    case 'standard_webhooks':
      return standardProblem(scheme, judged);
  }
}

const WRONG = 'The signature does not fit.';
const missing = (name: string) => `The header ${name} is missing.`;

function hmacProblem(scheme: Scheme<'hmac'>, { delivery, key: text }: Judged): string | undefined {
  const given = delivery.headers[scheme.header.toLowerCase()];
  if (given === undefined) return missing(scheme.header);
  const signed = scheme.over === 'body' ? delivery.body : sortedJson(delivery.body.toString('utf8'));
  if (signed === undefined) return 'It is not JSON, so that nothing can be signed.';
  const key = scheme.key === 'plain' ? text : createHash('sha256').update(text).digest();
  const expected = scheme.prefix + hmac(scheme.algorithm, key, signed, scheme.encoding);
  const fits = scheme.encoding === 'hex' ? sameHex(given, expected.toLowerCase()) : sameText(given, expected);
  return fits ? undefined : WRONG;
}

function digestProblem(scheme: Scheme<'digest'>, { delivery, body, key }: Judged): string | undefined {
  const given =
    scheme.header !== undefined
      ? delivery.headers[scheme.header.toLowerCase()]
      : scalarText(readAt(body, scheme.field!));
  if (given === undefined) return `The signature at ${scheme.header ?? scheme.field} is missing.`;
  const signed = scheme.template.replace(/\{([\w.]+)\}/g, (_, word: string) =>
    word === 'key' ? key : (scalarText(readAt(body, word)) ?? ''),
  );
  return sameHex(given, createHash(scheme.algorithm).update(signed).digest('hex')) ? undefined : WRONG;
}

/** The text that PHP signed: its own JSON with slashes escaped. What came has them escaped or not; all else is kept byte for byte. */
export const phpJsonSignature = (unsigned: string, key: string): string =>
  createHash('md5')
    .update(Buffer.from(unsigned.replace(/(?<!\\)\//g, '\\/')).toString('base64') + key)
    .digest('hex');

function phpJsonProblem({ field }: Scheme<'php_json'>, { delivery, body, key }: Judged): string | undefined {
  const text = delivery.body.toString('utf8');
  const unsigned = withoutMember(text, field);
  const given = scalarText(readAt(body, field));
  if (unsigned === undefined || given === undefined) return `The field ${field} is missing.`;
  // They sign letters of all languages as they are, and may send them escaped.
  const unescaped = JSON.stringify(JSON.parse(unsigned));
  const fits = [unsigned, unescaped].map((signed) => sameHex(given, phpJsonSignature(signed, key)));
  return fits.includes(true) ? undefined : WRONG;
}

function timestampedProblem(scheme: Scheme<'timestamped'>, { delivery, key, now }: Judged): string | undefined {
  const given = delivery.headers[scheme.header.toLowerCase()];
  if (given === undefined) return missing(scheme.header);
  const pairs = given.split(',').map((pair) => pair.trim().split('=', 2) as [string, string?]);
  const at = pairs.find(([name]) => name === 't')?.[1] ?? '';
  const expected = stripeSignature(key, at, delivery.body);
  const fits = pairs.map(([name, value = '']) => name === 'v1' && sameHex(value, expected));
  return fits.includes(true) ? timeProblem(at, scheme.toleranceS, now) : WRONG;
}

function standardProblem(scheme: Scheme<'standard_webhooks'>, { delivery, key, now }: Judged): string | undefined {
  const { headers, body } = delivery;
  const [id, at, given] = [headers['webhook-id'], headers['webhook-timestamp'], headers['webhook-signature']];
  if (id === undefined || at === undefined || given === undefined)
    return missing('webhook-id, -timestamp or -signature');
  const secret = Buffer.from(key.replace(/^whsec_/, ''), 'base64');
  const expected = hmac('sha256', secret, Buffer.concat([Buffer.from(`${id}.${at}.`), body]), 'base64');
  const fits = given.split(' ').map((one) => sameText(one, `v1,${expected}`));
  return fits.includes(true) ? timeProblem(at, scheme.toleranceS, now) : WRONG;
}

function timeProblem(at: string, toleranceS: number, now: Date): string | undefined {
  const isNear = /^\d{1,11}$/.test(at) && Math.abs(now.getTime() / 1000 - Number(at)) <= toleranceS;
  return isNear ? undefined : 'The signature is too old, or the clock is wrong.';
}

function addressProblem({ addresses }: Scheme<'none'>, callerAddress: string): string | undefined {
  if (addresses.length === 0) return undefined;
  const known = new BlockList();
  for (const one of addresses) {
    const [address = '', bits] = one.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    known.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  const plain = callerAddress.replace(/^::ffff:(?=\d+\.)/, '');
  const family = isIP(plain);
  return family !== 0 && known.check(plain, family === 6 ? 'ipv6' : 'ipv4')
    ? undefined
    : 'It comes from an unknown address.';
}
