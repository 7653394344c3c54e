import { z } from 'zod';
import { NAMED_IN_TRADE, type NamedInTrade, type TradeWords } from '../../database/stores/trade-words';
import { type Problem, problem, problemAt } from '../../domain/problems';
import type { TradeDialect } from '../../domain/resale/resale-words';
import { isObject, pointer } from './json';

/** The protocols by which programs buy, as the document calls them. */
const DIALECTS = { handlerApi: 'HANDLER', fiveSim: 'FIVE_SIM' } as const satisfies Record<string, TradeDialect>;
type DialectName = keyof typeof DIALECTS;
const DIALECT_NAMES = Object.keys(DIALECTS) as readonly DialectName[];

type WordsByDialect = Readonly<Partial<Record<DialectName, readonly string[]>>>;
/**
 * What the trade calls services and countries, by their codes and ISO letters: the word that is shown, then those that are
 * understood as well. A list takes the place of what stands there; what is left out stays.
 */
export type DocumentTradeCodes = Readonly<Partial<Record<NamedInTrade, Readonly<Record<string, WordsByDialect>>>>>;

const MOST_WORDS = 20;
const WORD = /^[a-z0-9_-]{1,40}$/;
/** Clients keep the id of a country as a whole number. */
const COUNTRY_NUMBER = /^(0|[1-9]\d{0,8})$/;

export function tradeCodesSchema() {
  const words = z.array(z.string().regex(WORD)).min(1).max(MOST_WORDS);
  const described = words.describe('The word that is shown, then those that are understood as well.').optional();
  const ofOne = z.strictObject(Object.fromEntries(DIALECT_NAMES.map((name) => [name, described])));
  return z.strictObject(Object.fromEntries(NAMED_IN_TRADE.map((of) => [of, z.record(z.string(), ofOne).optional()])));
}

interface Around {
  readonly standing: readonly TradeWords[];
  /** Of services and countries, in the document and in the shop. */
  readonly names: Readonly<Record<NamedInTrade, ReadonlySet<string>>>;
}

/** Everything that is wrong with the words of a document, each mistake with its place. */
export function tradeCodeProblems(given: unknown, { standing, names }: Around): Problem[] {
  if (given === undefined) return [];
  if (!isObject(given)) return [problemAt('/tradeCodes', 'object')];
  const mistakes = strangers(given, NAMED_IN_TRADE);
  const lists: Listed[] = [];
  for (const of of NAMED_IN_TRADE) {
    const named = given[of];
    if (named === undefined) continue;
    if (!isObject(named)) mistakes.push(problemAt(pointer('tradeCodes', of), 'object'));
    else
      for (const [name, byDialect] of Object.entries(named)) {
        const place = [of, name];
        if (!names[of].has(name)) {
          const unknown = of === 'services' ? problem('no_service', { name }) : problem('no_country', { name });
          mistakes.push({ ...unknown, path: pointer('tradeCodes', ...place) });
        } else if (!isObject(byDialect)) mistakes.push(problemAt(pointer('tradeCodes', ...place), 'object'));
        else {
          mistakes.push(...strangers(byDialect, DIALECT_NAMES, ...place));
          for (const dialect of DIALECT_NAMES)
            if (byDialect[dialect] !== undefined) lists.push({ of, name, dialect, words: byDialect[dialect] });
        }
      }
  }
  return [...mistakes, ...lists.flatMap(formProblems), ...doubles(lists, standing)];
}

interface Listed {
  readonly of: NamedInTrade;
  readonly name: string;
  readonly dialect: DialectName;
  readonly words: unknown;
}

const placeOf = ({ of, name, dialect }: Listed, ...more: number[]) => pointer('tradeCodes', of, name, dialect, ...more);

function formProblems(list: Listed): Problem[] {
  const { of, dialect, words } = list;
  if (!Array.isArray(words) || words.length < 1 || words.length > MOST_WORDS)
    return [problemAt(placeOf(list), 'trade_words', { most: MOST_WORDS })];
  return words.flatMap((word: unknown, at): Problem[] => {
    if (typeof word !== 'string' || !WORD.test(word)) return [problemAt(placeOf(list, at), 'trade_word')];
    const isShownNumber = of === 'countries' && dialect === 'handlerApi' && at === 0;
    return isShownNumber && !COUNTRY_NUMBER.test(word) ? [problemAt(placeOf(list, at), 'trade_number')] : [];
  });
}

/** `word`: a word of the trade, or the name of what it names. */
const idOf = ({ of, dialect }: Pick<TradeWords, 'of' | 'dialect'>, word: unknown) => `${of} ${dialect} ${word}`;

/** A word means one thing: within the document, and beside what stands in the shop and is not replaced. */
function doubles(lists: readonly Listed[], standing: readonly TradeWords[]): Problem[] {
  const places = new Map<string, string>();
  const owners = new Map<string, string>();
  const isReplaced = new Set(lists.map((list) => idOf({ ...list, dialect: DIALECTS[list.dialect] }, list.name)));
  for (const row of standing)
    if (!isReplaced.has(idOf(row, row.name))) for (const word of row.words) owners.set(idOf(row, word), row.name);
  return lists.flatMap((list) =>
    (Array.isArray(list.words) ? list.words : []).flatMap((word: unknown, at): Problem[] => {
      const id = idOf({ ...list, dialect: DIALECTS[list.dialect] }, word);
      const [first, owner] = [places.get(id), owners.get(id)];
      if (first !== undefined) return [problemAt(placeOf(list, at), 'named_twice', { place: first })];
      places.set(id, placeOf(list, at));
      return owner === undefined ? [] : [problemAt(placeOf(list, at), 'trade_word_taken', { name: owner })];
    }),
  );
}

function strangers(given: Record<string, unknown>, known: readonly string[], ...place: string[]): Problem[] {
  const others = Object.keys(given).filter((name) => !known.includes(name));
  return others.map((name) =>
    problemAt(pointer('tradeCodes', ...place, name), 'unknown_name', { names: known.join(', ') }),
  );
}

/** The lists of a good document that are not as they stand. The order of what is only understood says nothing. */
export function changedTradeWords(
  wanted: DocumentTradeCodes,
  standing: readonly TradeWords[],
): { readonly to: TradeWords; readonly from: readonly string[] | undefined; readonly key: string }[] {
  const wordsOf = new Map(standing.map((row) => [idOf(row, row.name), row.words]));
  return NAMED_IN_TRADE.flatMap((of) =>
    Object.entries(wanted[of] ?? {}).flatMap(([name, byDialect]) =>
      DIALECT_NAMES.flatMap((dialectName) => {
        const words = byDialect[dialectName];
        if (!words) return [];
        const dialect = DIALECTS[dialectName];
        const from = wordsOf.get(idOf({ of, dialect }, name));
        const [shown, ...others] = words;
        const to = { of, name, dialect, words: [shown!, ...others.sort()] };
        return String(to.words) === String(from) ? [] : [{ to, from, key: `${of}/${name}/${dialectName}` }];
      }),
    ),
  );
}

/** As a document has them, in the order in which they stand. */
export function toDocument(standing: readonly TradeWords[]): DocumentTradeCodes {
  const sections: Record<NamedInTrade, Record<string, WordsByDialect>> = { services: {}, countries: {} };
  for (const { of, name, dialect, words } of standing) {
    const dialectName = DIALECT_NAMES.find((one) => DIALECTS[one] === dialect)!;
    sections[of][name] = { ...sections[of][name], [dialectName]: words };
  }
  return sections;
}
