import type { ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import { isJsonObject, type JsonObject, scalarText } from './values';

/** `trouble`: something broke at the provider, so nothing is known about what was done. `no`: a plain no for a new reason. */
type Meaning = ProviderFaultKind | 'trouble' | 'no';

const CODE = '(api |access |secret |auth )?(key|token)';
const THING = '(service|country|operator|pool|product|application|project|provider)( id| name| code)?';

/**
 * What suppliers say no with, in whatever spelling: `LOW_BALANCE`, `lowBalance`, "Your balance is too low". Words that a
 * protocol documents stand in its own table; these are for all the others. The first that fits counts.
 */
const SAYINGS: readonly (readonly [RegExp, Meaning])[] = [
  [/\b(sql|database|internal|exception|fatal|warning|unexpected|timed? ?out|gateway|stack trace|bug)\b/, 'trouble'],
  [/\b(server|system|unknown) error\b|\b(already exists|duplicate|idempoten\w*|in progress|processing)\b/, 'trouble'],
  [/\btoo (many|frequent) requests?\b|\brate ?limit|\brequests? limit|\bslow down\b/, 'rate_limited'],
  [new RegExp(`\\b(wrong|bad|invalid|incorrect|unknown|no|missing|empty|expired|revoked) ${CODE}\\b`), 'auth'],
  [new RegExp(`\\b${CODE} (is |was )?(not |in)(valid|found|correct|active|set)`), 'auth'],
  [/\bunauthori[sz]ed\b|\bunauthenticated\b|\b(access|permission) denied\b|\bno access\b/, 'auth'],
  [
    /\b(low|insufficient|not enough|no|empty|negative|zero) (user |account |your )?(balance|funds?|money|credits?)\b/,
    'balance_empty',
  ],
  [/\b(balance|funds?|credits?) (is |are )?(too |very )?(low|insufficient|empty|not enough)\b/, 'balance_empty'],
  [/\btop ?up\b|\binsufficient\b|\benough (balance|funds?|money|credits?)\b/, 'balance_empty'],
  [
    /\bno (\w+ ){0,2}(numbers?|phones?|stock)\b|\b(out of|not in) stock\b|\bsold out\b|\bnot enough (product|numbers?|stock)/,
    'out_of_stock',
  ],
  [
    /\b(numbers?|phones?|whatsapp|telegram|stock) (is |are )?(currently |temporarily )?(not available|unavailable|empty|over|ended)\b/,
    'out_of_stock',
  ],
  [
    /\bmax(imum)? ?price\b|\bprice (is |was |has )?(higher|above|too|changed|exceed)|\btoo (dear|expensive)\b/,
    'too_dear',
  ],
  [/\b(order|activation|rental)( id)? (was |is |does )?not (be )?(found|exist)|\bno such (order|activation)\b/, 'gone'],
  [
    /\bbanned\b|\bblocked\b|\bsuspended\b|\btoo many (\w+ )?(active|open)\b|\b(channels?|orders?|activations?) limit\b/,
    'blocked',
  ],
  [new RegExp(`\\b(wrong|bad|invalid|incorrect|unknown|unsupported|no|select|missing) (such )?${THING}\\b`), 'mapping'],
  [new RegExp(`\\b${THING} (is |was |does )?(not \\w+|invalid|incorrect|inactive|prohibited|disabled)\\b`), 'mapping'],
  [/\b(wrong|bad|invalid|unknown|no) (action|method)\b|\b(action|method) not\b|\bnot implemented\b/, 'unsupported'],
  [
    /\b(no|not|none|never|cannot|wrong|bad|invalid|incorrect|missing|denied|refused|rejected|forbidden|prohibited)\b/,
    'no',
  ],
  [
    /\b(disabled|exceeded|limit|unavailable|empty|required|offline|maintenance|closed|later|temporarily|impossible)\b/,
    'no',
  ],
  [/\b(error|failed|failure|wrong)\b/, 'trouble'],
];

/** Small letters, one blank between words: `LOW_BALANCE`, `lowBalance` and `Low  balance!` are the same. */
const plain = (text: string): string =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();

/** The longest words that are looked at: a refusal is short, and a page or an SMS is none. */
const LONGEST = 300;

/**
 * The fault that an unknown refusal is; undefined when it proves nothing about what was done. `isRefusal`: the provider marked it as
 * one, so that words without any meaning for us are a no as well.
 */
export function refusalFault(words: string, detail: string, isRefusal = false): ProviderFault | undefined {
  if (words.length > LONGEST) return undefined;
  const said = plain(words);
  const meaning = SAYINGS.find(([saying]) => saying.test(said))?.[1] ?? (isRefusal && said !== '' ? 'no' : undefined);
  if (meaning === undefined || meaning === 'trouble') return undefined;
  if (meaning === 'no') return { kind: 'fault', fault: 'unavailable', detail, said: 'new' };
  return { kind: 'fault', fault: meaning, detail };
}

/**
 * The words of an answer that says of itself that it is a refusal, in any of the forms that suppliers have; undefined when it does
 * not. Empty when it gives no words.
 */
export function wordsOfRefusal(value: unknown): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const { success, ok, status, error, errors } = value;
  const first = Array.isArray(errors) ? errors[0] : errors;
  for (const one of [error, first]) {
    const words = isJsonObject(one) ? spoken(one) : typeof one === 'string' ? scalarText(one) : undefined;
    if (words !== undefined) return words;
  }
  return [success, ok, status].some(isNo) || error === true ? (spoken(value) ?? '') : undefined;
}

const NO: ReadonlySet<unknown> = new Set([false, 0, '0', 'false', 'error', 'fail', 'failed', 'failure']);
const isNo = (value: unknown): boolean => NO.has(typeof value === 'string' ? value.trim().toLowerCase() : value);

const spoken = (value: JsonObject): string | undefined =>
  ['message', 'msg', 'error_msg', 'error', 'description', 'reason', 'detail', 'details', 'code', 'type']
    .map((name) => scalarText(value[name]))
    .find((text) => text !== undefined);
