import type { WebhookRequest } from '../../ports/sms-provider';
import { isJsonObject, parseJson, scalarText } from './values';

export { sameText } from '../../platform/vendor/same-text';

export type Fields = ReadonlyMap<string, readonly string[]>;

/** The parameters of a delivery by GET or as a form, untrimmed, in the order in which they came; undefined for other types. */
export function readForm({ method, url, contentType, rawBody }: WebhookRequest): Fields | undefined {
  if (method === 'GET') return fieldsOf(new URL(url).searchParams);
  if (contentType === 'application/x-www-form-urlencoded')
    return fieldsOf(new URLSearchParams(rawBody.toString('utf8')));
  return undefined;
}

/** The octets of a parameter's first value, whatever they mean; undefined when there is none of that name. */
export function readParameter({ method, url, rawBody }: WebhookRequest, name: string): Buffer | undefined {
  return readByteParameters(method === 'GET' ? new URL(url).search.slice(1) : rawBody.toString('latin1')).get(name);
}

/** The parameters of a query by their names, each as the bytes that were escaped: a text need not be UTF-8. The first of a name counts. */
export function readByteParameters(query: string): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const pair of query.split('&').filter(Boolean)) {
    const [name = '', ...value] = pair.split('=');
    const key = unescaped(name).toString('utf8');
    if (!found.has(key)) found.set(key, unescaped(value.join('=')));
  }
  return found;
}

function unescaped(text: string): Buffer {
  const bytes = text
    .replace(/\+/g, ' ')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

/** A JSON object of scalars as such parameters; undefined when it is none. */
export function readFlatJson({ rawBody }: WebhookRequest): Fields | undefined {
  const value = parseJson(rawBody.toString('utf8').replace(/^\uFEFF/, ''));
  if (!isJsonObject(value)) return undefined;
  return new Map(
    Object.entries(value).flatMap(([name, one]): [string, string[]][] => {
      const text = typeof one === 'string' ? one : typeof one === 'boolean' ? String(one) : scalarText(one);
      return text === undefined ? [] : [[name, [text]]];
    }),
  );
}

export const firstOf = (fields: Fields, name: string): string | undefined => fields.get(name)?.[0];

function fieldsOf(params: URLSearchParams): Fields {
  const fields = new Map<string, string[]>();
  for (const [name, value] of params) fields.set(name, [...(fields.get(name) ?? []), value]);
  return fields;
}
