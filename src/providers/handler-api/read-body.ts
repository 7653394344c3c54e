import type { JsonObject } from '../parse-json';
import { isJsonObject, parseJson } from '../parse-json';
import { quoteForOperator } from '../provider-fault';
import type { VendorReply } from '../vendor-reply';

export type HandlerReading =
  /** `TOKEN` or `TOKEN:rest`; the rest is cut at the first colon only and keeps its own. */
  | { readonly kind: 'token'; readonly token: string; readonly rest?: string; readonly details?: JsonObject }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  /** A page, a torn answer, or words nobody knows: it proves nothing about what was done. */
  | { readonly kind: 'unclear'; readonly detail: string };

const TOKEN = /^[A-Z][A-Z0-9_ ]*$/;

/**
 * Sorts an answer by its body, since shops label JSON as HTML and errors as 200: byte order mark and blanks off, then JSON with
 * its error envelopes, then pages, then tokens by their first word only (an error word inside an SMS is no error).
 */
export function readBody({ body }: Pick<VendorReply, 'body'>): HandlerReading {
  const text = body.replace(/^\uFEFF/, '').trim();
  if (text === '') return { kind: 'empty' };
  if (text.startsWith('{') || text.startsWith('[')) {
    const value = parseJson(text);
    if (value === undefined) return { kind: 'unclear', detail: 'broken JSON' };
    return readEnvelope(value) ?? { kind: 'json', value };
  }
  if (text.startsWith('<')) return { kind: 'unclear', detail: 'a web page' };
  const colon = text.indexOf(':');
  const token = (colon < 0 ? text : text.slice(0, colon)).trim();
  if (!TOKEN.test(token)) return { kind: 'unclear', detail: `unknown words: ${quoteForOperator(text)}` };
  return colon < 0 ? { kind: 'token', token } : { kind: 'token', token, rest: unquote(text.slice(colon + 1)) };
}

/** The error envelopes of the family, all turned into their token; undefined when the value is data. */
function readEnvelope(value: unknown): HandlerReading | undefined {
  if (!isJsonObject(value)) return undefined;
  const word = envelopeWord(value);
  if (word === undefined) return undefined;
  const details = isJsonObject(value.info) ? value.info : undefined;
  return {
    kind: 'token',
    token: word
      .trim()
      .toUpperCase()
      .replace(/[\s-]+/g, '_'),
    details,
  };
}

function envelopeWord(value: JsonObject): string | undefined {
  const { title, status, message, msg, error } = value;
  if (typeof title === 'string' && title !== '') return title;
  if (typeof error === 'string' && error !== '') return error;
  const failed = status === 'error' || status === 'false' || status === 'fail' || status === 0 || status === false;
  if (!failed) return undefined;
  const said = message ?? msg;
  return typeof said === 'string' && said !== '' ? said : 'ERROR';
}

/** The documentation prints values with a blank and quotes; live there are none. */
function unquote(rest: string): string {
  const text = rest.trim();
  return text.length > 1 && text.startsWith("'") && text.endsWith("'") ? text.slice(1, -1).trim() : text;
}
