import { createHash } from 'node:crypto';
import { Secret } from '../../config/secret';
import { isJsonObject } from '../../platform/vendor/json';
import type { PaymentCall } from '../kit/adapter';
import { hmac } from '../kit/signature';
import type { Call } from './description';
import { fill, type Words } from './words';

/** A described call with its words filled in, signed where that is asked for. */
export function buildCall(name: string, call: Call, words: Words): PaymentCall {
  const body = call.body === undefined ? undefined : bodyText(call, words);
  const headers: Record<string, Secret | string> = {};
  for (const [header, template] of Object.entries(call.headers)) {
    const value = fill(template, words);
    if (value !== undefined) headers[header] = new Secret(value);
  }
  if (body !== undefined)
    headers['Content-Type'] = call.format === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  if (call.sign) headers[call.sign.header] = signatureOf(call.sign.scheme, body ?? '', words.apiKey ?? '');
  const query = Object.entries(call.query).map(([key, template]) => [key, fill(template, words)] as const);
  const encoded = Object.fromEntries(
    Object.entries(words).map(([word, value]) => [word, value && encodeURIComponent(value)]),
  );
  return {
    ...{ name, method: call.method, path: fill(call.path, encoded) ?? call.path, headers, body },
    query: Object.fromEntries(query.map(([key, value]) => [key, value === undefined ? undefined : new Secret(value)])),
  };
}

function bodyText({ body, format }: Call, words: Words): string {
  if (format === 'json') return jsonText(body, words) ?? '{}';
  const pairs = Object.entries(body!).flatMap(([name, template]) => {
    const value = fill(String(template).replace(/^#/, ''), words);
    return value === undefined ? [] : [[name, value] as const];
  });
  return String(new URLSearchParams(Object.fromEntries(pairs)));
}

/** Written by hand, so that an amount becomes a number without having been a float. Undefined: left out. */
function jsonText(value: unknown, words: Words): string | undefined {
  if (typeof value === 'string') {
    const filled = fill(value, words);
    const isNumber = value.startsWith('#') && /^#-?\d+(\.\d+)?$/.test(filled ?? '');
    return isNumber ? filled!.slice(1) : filled === undefined ? undefined : JSON.stringify(filled);
  }
  if (Array.isArray(value)) return `[${value.flatMap((one) => jsonText(one, words) ?? []).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).flatMap(([name, one]) => {
    const text = jsonText(one, words);
    return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
  });
  return `{${members.join(',')}}`;
}

function signatureOf(scheme: 'md5_base64' | 'sha256' | 'sha512', body: string, key: string): string {
  if (scheme !== 'md5_base64') return hmac(scheme, key, body);
  return createHash('md5')
    .update(Buffer.from(body).toString('base64') + key)
    .digest('hex');
}
