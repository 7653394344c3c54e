import { z } from 'zod';
import type { App } from '../../app';
import { parseRate, tidyRate } from '../../domain/money/exchange';
import { formatAmount, parseAmount } from '../../domain/money/money';
import type { PlainKind } from '../../domain/problems';
import { SECRET_VARIABLE } from '../../domain/secret-variable';
import type { Resource } from './resource';
import { says } from './zod-problems';

/** What there are adapters for. */
type Adapters = Pick<App, 'providers' | 'payments'>;

export interface FieldFacts {
  readonly type:
    | 'text'
    | 'whole'
    | 'decimal'
    | 'money'
    | 'flag'
    | 'choice'
    | 'instant'
    | 'secret'
    | 'json'
    | 'words'
    | 'reference';
  /** Checks what use cases are given. */
  readonly schema: z.ZodType;
  /** Checks what stands in the document of a configuration; the same, unless said. */
  readonly inDocument?: z.ZodType;
  /** Of a text its lengths, of a number its bounds, of words how many. */
  readonly least?: number;
  readonly most?: number;
  /** The form of a text, and what is said of another one. */
  readonly pattern?: { readonly fits: RegExp; readonly else: PlainKind };
  readonly options?: readonly string[] | ((app: Adapters) => readonly string[]);
  /** What it refers to. */
  readonly target?: Resource;
  /** The field that says in which currency an amount is. */
  readonly currencyOf?: string;
  /** For readers of the API. */
  readonly description?: string;
  /** Given once, and never changed by hand. */
  readonly isFixed?: boolean;
  /** A form asks for it although a new row can do without. */
  readonly isAsked?: boolean;
  /** A new row that is given none gets one by `complete`, or by its table. */
  readonly isMade?: boolean;
  /** What a new item of a document has that leaves it out; else what the table has. */
  readonly usual?: unknown;
}

/**
 * One field of a resource, as neutral facts: its form on the wire, in the panel and in the document follow from them.
 * Whether it may be empty, and what it has when it is left out, the column of its entity says.
 */
export class Field<Value = unknown> {
  declare readonly value: Value;

  constructor(readonly facts: FieldFacts) {}

  fixed(): Field<Value> {
    return new Field({ ...this.facts, isFixed: true });
  }
  asked(): Field<Value> {
    return new Field({ ...this.facts, isAsked: true });
  }
  made(): Field<Value> {
    return new Field({ ...this.facts, isMade: true });
  }
  usually(usual: Value): Field<Value> {
    return new Field({ ...this.facts, usual });
  }
  described(description: string): Field<Value> {
    return new Field({ ...this.facts, description });
  }
}

const LARGEST = 10_000_000_000n;
const LARGEST_OPTIONS = 16_384;
const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** Pieces of schemas, also of what is no resource. */
export const form = {
  text: (most: number) =>
    z
      .string()
      .trim()
      .min(1, says('text_length', { least: 1, most }))
      .max(most, says('text_length', { least: 1, most }))
      .refine((text) => !text.includes('\0'), says('text_with_nul')),
  whole: (least: number, most: number) =>
    z
      .int(says('whole_number', { least, most }))
      .refine((value) => value >= least && value <= most, says('whole_number', { least, most })),
  amount: () =>
    z.bigint().refine((value) => value > 0n && value <= LARGEST, says('amount', { most: formatAmount(LARGEST) })),
  /** An amount as a document has it: a decimal as text, so that no reader makes a floating point number of it. */
  price: () => z.string(says('decimal_as_text')).refine(isPrice, says('price_as_text')),
  flag: () => z.boolean(says('flag')),
  /** A day, which begins in UTC, or an instant with its zone. */
  instant: () =>
    z
      .string()
      .refine((text) => INSTANT.test(text) && !Number.isNaN(Date.parse(text)), says('instant'))
      .transform((text) => new Date(text)),
};

export function text(o: { most: number }): Field<string> {
  return new Field({ type: 'text', schema: form.text(o.most), ...o });
}

/** A text that must fit a pattern; `kind` says what would. */
export function patterned(fits: RegExp, kind: PlainKind, o: { least?: number; most: number }): Field<string> {
  return formed(z.string().regex(fits, says(kind as 'iso')), { fits, else: kind }, o);
}

/** A text with a schema of its own; the pattern is what a form looks at while somebody types. */
export function formed(
  schema: z.ZodType,
  pattern: FieldFacts['pattern'],
  o: { least?: number; most: number; inDocument?: z.ZodType },
): Field<string> {
  return new Field({ type: 'text', schema, pattern, ...o });
}

export function whole(least: number, most: number): Field<number> {
  return new Field({ type: 'whole', schema: form.whole(least, most), least, most });
}

export function decimal(least: number, most: number): Field<number> {
  const told = says('number', { least, most });
  return new Field({ type: 'decimal', schema: z.number(told).min(least, told).max(most, told), least, most });
}

export function money(o: { currencyOf?: string } = {}): Field<bigint> {
  return new Field({ type: 'money', schema: form.amount(), inDocument: form.price(), ...o });
}

export function flag(): Field<boolean> {
  return new Field({ type: 'flag', schema: form.flag() });
}

export function choice<const Value extends string>(options: readonly Value[], kind: PlainKind): Field<Value> {
  return new Field({ type: 'choice', schema: z.enum(options, says(kind as 'mode')), options });
}

/** A document has it as text, in UTC. */
export function instant(): Field<Date> {
  const inDocument = form.instant().transform((at) => at.toISOString());
  return new Field({ type: 'instant', schema: z.date(says('instant')), inDocument });
}

/** One of those that there are adapters for. */
export function protocol(of: 'providers' | 'payments'): Field<string> {
  const schema = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, says('protocol'));
  return new Field({ type: 'choice', schema, options: (app) => app[of].protocols });
}

/**
 * An address over HTTP, without a password in it. `mayLack`: or an empty text for none; `mayBeLink`: or that of a centre of
 * SMS (`smpp://`, `smpps://`).
 */
export function address(o: { mayLack?: boolean; mayBeLink?: boolean } = {}): Field<string> {
  const fits = (given: string) => (o.mayLack && given === '') || isPlainUrl(given, o.mayBeLink === true);
  const schema = z.string().max(500).refine(fits, says('address'));
  const form = o.mayBeLink ? /^(https?|smpps?):\/\/\S+$/i : /^https?:\/\/\S+$/i;
  return formed(schema, { fits: form, else: 'address' }, { most: 500 });
}

/** What one unit of another currency is worth in the shop's: a decimal as text, above zero. */
export function rate(): Field<string> {
  const read = (text: z.ZodString, kind: 'rate' | 'rate_as_text') =>
    text.refine((given) => parseRate(given) !== undefined, says(kind)).transform(tidyRate);
  return formed(
    read(z.string(), 'rate'),
    { fits: /^\d{1,6}(\.\d{1,10})?$/, else: 'rate' },
    { most: 17, inDocument: read(z.string(says('rate_is_text')), 'rate_as_text') },
  );
}

/** Stored sealed, never shown; a document refers to it. */
export function secret(o: { most: number }): Field<string> {
  return new Field({ type: 'secret', schema: form.text(o.most), inDocument: secretReference, ...o });
}

const secretReference = z.union(
  [
    z.strictObject({ keep: z.literal(true) }),
    z.strictObject({ env: z.string().regex(SECRET_VARIABLE, says('variable')) }),
    z.null(),
  ],
  says('secret_reference'),
);

/** A list of words, each once; `most` of them, each of at most `longest` characters. */
export function words(o: { most: number; longest: number }): Field<readonly string[]> {
  const told = says('words', o);
  const word = z
    .string(told)
    .trim()
    .refine((text) => text.length <= o.longest && /[\p{L}\p{N}]/u.test(text) && !/[\0,،;\n]/.test(text), told);
  const schema = z.array(word, told).max(o.most, told).transform(eachOnce);
  return new Field({ type: 'words', schema, most: o.most });
}

export function json(): Field<Readonly<Record<string, unknown>>> {
  return new Field({ type: 'json', schema: z.record(z.string(), z.unknown()).refine(isStorable, says('options')) });
}

/** Another row, by its id; a document names it by its key. */
export function reference(target: Resource): Field<number> {
  return new Field({ type: 'reference', schema: z.int(), target });
}

/** Whatever their case. */
function eachOnce(words: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const word of words) if (!kept.has(word.toLowerCase())) kept.set(word.toLowerCase(), word);
  return [...kept.values()];
}

function isPrice(text: string): boolean {
  const amount = /^\d{1,7}(\.\d{1,4})?$/.test(text) ? parseAmount(text) : undefined;
  return amount !== undefined && amount > 0n && amount <= LARGEST;
}

function isPlainUrl(given: string, mayBeLink: boolean): boolean {
  if (!URL.canParse(given)) return false;
  const { protocol: scheme, username, password } = new URL(given);
  const isKnown = /^https?:$/.test(scheme) || (mayBeLink && /^smpps?:$/.test(scheme));
  return isKnown && username === '' && password === '';
}

function isStorable(options: Record<string, unknown>): boolean {
  const text = JSON.stringify(options);
  return text.length <= LARGEST_OPTIONS && !text.includes('\\u0000');
}
