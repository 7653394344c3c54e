import { LANGUAGES, type Language } from './texts/languages';

/** Kinds of fields. Numbers travel in base 36; what a kind cannot write it cannot read either. */
interface Kinds {
  /** A row's id that fits an integer column. */
  id: number;
  /** A page or the like, 0..9999. */
  count: number;
  flag: boolean;
  bigId: bigint;
  amount: bigint;
  nonce: string;
  /** The value of a choice: an id, a code, a name of ours. */
  word: string;
  language: Language;
}

type Kind = keyof Kinds;
export type Fields = Readonly<Record<string, Kind>>;
export type CallbackValues<F extends Fields> = { readonly [Name in keyof F]: Kinds[F[Name]] };

export interface Callback<F extends Fields> {
  (...data: keyof F extends never ? [] : [CallbackValues<F>]): string;
  readonly prefix: string;
  readonly fields: F;
  parse(data: string): CallbackValues<F> | undefined;
}

/** Telegram's limit for the data of a button, in bytes. */
export const MAX_CALLBACK_BYTES = 64;

const MAX_ID = 2n ** 31n - 1n;
const MAX_BIGINT = 2n ** 63n - 1n;
const MAX_COUNT = 9999n;

/** Reads one field; undefined when it is not of the kind. */
const readers: { [K in Kind]: (text: string) => Kinds[K] | undefined } = {
  id: (text) => toNumber(readWhole(text, MAX_ID)),
  count: (text) => toNumber(readWhole(text, MAX_COUNT)),
  flag: (text) => (text === '1' ? true : text === '0' ? false : undefined),
  bigId: (text) => readWhole(text, MAX_BIGINT),
  amount: (text) => readWhole(text, MAX_BIGINT),
  nonce: (text) => (/^[\w-]{8}$/.test(text) ? text : undefined),
  word: (text) => (/^[\w:-]{1,40}$/.test(text) ? text : undefined),
  language: (text) => LANGUAGES.find((language) => language === text),
};

/** Declares a callback. The callable builds the data, `parse` reads exactly what it builds. */
export function callbackData<const F extends Fields>(prefix: string, fields: F): Callback<F> {
  const names = Object.keys(fields);
  const build = (data: Readonly<Record<string, unknown>> = {}) =>
    [prefix, ...names.map((name) => write(data[name]))].join('.');
  const parse = (text: string) => {
    const [start, ...parts] = text.split('.');
    if (start !== prefix || parts.length !== names.length) return undefined;
    const data: Record<string, unknown> = {};
    for (const [index, name] of names.entries()) {
      const value = readers[fields[name]!](parts[index]!);
      if (value === undefined) return undefined;
      data[name] = value;
    }
    return data as CallbackValues<F>;
  };
  return Object.assign(build, { prefix, fields, parse }) as unknown as Callback<F>;
}

function write(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'string' ? value : (value as number | bigint).toString(36);
}

/** Only the one way in which a number is written: no signs, no leading zeros, no capitals. */
function readWhole(text: string, max: bigint): bigint | undefined {
  if (!/^(0|[1-9a-z][0-9a-z]{0,12})$/.test(text)) return undefined;
  let value = 0n;
  for (const digit of text) value = value * 36n + BigInt(Number.parseInt(digit, 36));
  return value <= max ? value : undefined;
}

function toNumber(value: bigint | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}
