import type { ProviderBalance, ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import { wordsOfRefusal } from './refusals';
import {
  notNow,
  notUnderstood,
  providerFault,
  quoteForOperator,
  type ReplyShape,
  refused,
  shapeOf,
  type Unclear,
  unclearFault,
  type VendorReply,
} from './reply';
import { isJsonObject, type JsonObject, readDecimal } from './values';

const ORDER_ID = /^[\w-]{1,64}$/;

/** A sale. Without a plain order id and a phone it is one all the same, and only reconciliation can find it. */
export function acquired<More extends object>(
  { orderId, phone, ...more }: { orderId: string | undefined; phone: string | undefined } & More,
  orderIdForm = ORDER_ID,
) {
  return orderId === undefined || !orderIdForm.test(orderId) || phone === undefined
    ? providerFault('unknown_outcome', 'bought, but the order cannot be read')
    : ({ kind: 'acquired', orderId, phone, ...more } as const);
}

/** Our money at a provider; undefined when this is no plain decimal. */
export function balance(given: unknown): ProviderBalance | undefined {
  const amount = readDecimal(given, 'down');
  return amount === undefined ? undefined : { kind: 'balance', amount };
}

/** Rows of a list of orders that were not understood, as `outline` shows them; left out where there are none. */
export interface Unread {
  readonly unreadable?: readonly string[];
}

/** Reads a list of orders row by row. One that cannot be read never holds up the codes of its neighbours; it is named. */
export function readRows<Row, Item = unknown>(
  list: readonly Item[],
  read: (row: Item) => Row | undefined,
  shown: (row: Item) => unknown = (row) => row,
): { readonly kind: 'rows'; readonly rows: Row[] } & Unread {
  const rows: Row[] = [];
  const unreadable: string[] = [];
  for (const item of list) {
    const row = read(item);
    if (row === undefined) unreadable.push(outline(shown(item)));
    else rows.push(row);
  }
  return { kind: 'rows', rows, ...unread(unreadable) };
}

/** For spreading. */
export const unread = (unreadable: readonly string[] | undefined): Unread =>
  unreadable && unreadable.length > 0 ? { unreadable } : {};

/** What a row looks like, for an operator: names and words of state, no phone numbers, texts or codes. */
function outline(item: unknown): string {
  if (!isJsonObject(item)) return Array.isArray(item) ? 'a list' : item === null ? 'null' : typeof item;
  const fields = Object.entries(item).map(([name, value]) => {
    const isWord =
      typeof value === 'string' && /^[A-Za-z_ -]{1,30}$/.test(value) && !/sms|text|msg|code|body/i.test(name);
    const shown =
      value === '' ? '""' : isWord ? value : value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
    return `${name}: ${shown}`;
  });
  return quoteForOperator(fields.join(', '));
}

/** Tells equal ones apart: answers how often a key has come, from 1. */
export function counter(): (key: string) => number {
  const counts = new Map<string, number>();
  return (key) => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count;
  };
}

/** The words (or codes) of refusal of a protocol, by what they mean. `unclear` ones prove nothing. */
type FaultWords = Readonly<Partial<Record<ProviderFaultKind | 'unclear', string>>>;

/** What a word means; undefined when we do not know it. */
export function faultsByWord(words: FaultWords): (word: string) => ProviderFaultKind | 'unclear' | undefined {
  const known = Object.entries(words) as [ProviderFaultKind | 'unclear', string][];
  const byWord = new Map(known.flatMap(([fault, list]) => list.split(' ').map((word) => [word, fault] as const)));
  return (word) => byWord.get(word);
}

/** An answer of a protocol whose refusals are a word in JSON. */
export type WordReading =
  | {
      readonly kind: 'data';
      readonly value: unknown /** The data, where it is an object. */;
      readonly body?: JsonObject;
    }
  /** `isOther`: not in the protocol's own form, but in one of those that others have for a refusal. */
  | { readonly kind: 'word'; readonly word: string; readonly isOther?: boolean }
  | { readonly kind: 'unclear'; readonly shape: ReplyShape };

/** The first two readers of such a protocol; `wordOf` finds the word of an object that is a refusal. */
export function wordReaders(o: { words: FaultWords; called: string; wordOf(body: JsonObject): string | undefined }) {
  const faultOf = faultsByWord(o.words);
  return {
    /** Sorts an answer: data, or a word. */
    readAnswer(reply: VendorReply): WordReading {
      const shape = shapeOf(reply);
      if (shape.kind !== 'json') return { kind: 'unclear', shape };
      const body = isJsonObject(shape.value) ? shape.value : undefined;
      const word = body && o.wordOf(body);
      if (word !== undefined) return { kind: 'word', word };
      const other = wordsOfRefusal(body);
      return other === undefined
        ? { kind: 'data', value: shape.value, body }
        : { kind: 'word', word: other, isOther: true };
    },
    /** What an answer says when it is not the wanted one. */
    readFault(reading: WordReading, status: number, unclear: Unclear): ProviderFault {
      if (reading.kind === 'unclear') return notUnderstood(reading.shape, status, unclear);
      if (reading.kind === 'data') return notUnderstood({ kind: 'json', value: reading.value }, status, unclear);
      const known = faultOf(reading.word);
      if (known === undefined) {
        const detail = `unknown ${o.called}: ${quoteForOperator(reading.word)}`;
        return refused(reading.word, detail, status, reading.isOther) ?? unclearFault(unclear, detail, status);
      }
      return known === 'unavailable'
        ? notNow(reading.word)
        : providerFault(known === 'unclear' ? unclear : known, reading.word);
    },
  };
}

/** The object that an answer is; undefined when it is a refusal or something else. */
export const bodyOf = (reading: WordReading): JsonObject | undefined =>
  reading.kind === 'data' ? reading.body : undefined;
