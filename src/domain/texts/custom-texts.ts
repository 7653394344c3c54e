import type { Language } from '../language';
import { type Problem, problem } from '../problems';

/** What may stand in a text between braces, with the most characters that it becomes. */
export const PLACEHOLDERS = {
  /** The buyer's first name. */
  name: 70,
  /** His available money. */
  balance: 30,
  /** His money held for open numbers. */
  held: 30,
  /** Of channels to join. */
  count: 10,
  /** The setting `supportContact`. */
  support: 70,
  /** So long a code may come too late. */
  late: 30,
  /** The buyer's Telegram id. */
  id: 25,
  price: 30,
  /** What the price is above his available money. */
  missing: 30,
  service: 90,
  country: 90,
} as const;
export type Placeholder = keyof typeof PLACEHOLDERS;

interface Rule {
  readonly placeholders: readonly Placeholder[];
  /** Without them the text would not say what it is for. */
  readonly required: readonly Placeholder[];
  /** In UTF-16 units, as Telegram counts, with all values put in: the rest of the message must fit beside it. */
  readonly longest: number;
}

/** The texts that an operator may say in his own words. */
export const TEXT_RULES = {
  /** Above everything at Home. */
  welcome: { placeholders: ['name', 'balance', 'held'], required: [], longest: 1_000 },
  /** Above the channels that must be joined. */
  gate: { placeholders: ['name', 'count'], required: [], longest: 800 },
  help: { placeholders: ['support', 'late'], required: [], longest: 3_000 },
  /** How money is added: under the balance, and wherever money is missing. */
  topUp: { placeholders: ['support', 'id'], required: [], longest: 800 },
  /** That the available money does not suffice. */
  missingMoney: { placeholders: ['price', 'balance', 'missing'], required: ['missing'], longest: 500 },
  /** Under a code that was paid. */
  afterCode: { placeholders: ['service', 'country'], required: [], longest: 300 },
  maintenance: { placeholders: ['support'], required: [], longest: 2_000 },
  /** For those whose access is closed. */
  banned: { placeholders: ['support'], required: [], longest: 2_000 },
  /** At the end of Privacy: rules, terms, who runs the shop. */
  privacy: { placeholders: ['support'], required: [], longest: 2_000 },
} as const satisfies Readonly<Record<string, Rule>>;

export type TextKey = keyof typeof TEXT_RULES;
export const TEXT_KEYS = Object.keys(TEXT_RULES) as readonly TextKey[];

export type TextsOfLanguage = Readonly<Partial<Record<TextKey, string>>>;
/** What operators wrote; what is not there stands built in. */
export type CustomTexts = Readonly<Partial<Record<Language, TextsOfLanguage>>>;

export function textRule(key: TextKey): Rule {
  return TEXT_RULES[key];
}

const PLACE = /\{([^{}\n]*)\}/g;
/** All but tab and line feed. */
const CONTROL = /[^\P{Cc}\t\n]/u;

/** Everything that is wrong with somebody's words. */
export function textProblems(key: TextKey, text: unknown): Problem[] {
  const { placeholders, required, longest } = textRule(key);
  if (typeof text !== 'string' || text.trim() === '') return [problem('text_or_null')];
  const found: Problem[] = [];
  if (CONTROL.test(text)) found.push(problem('text_with_controls'));
  const named = new Set([...text.matchAll(PLACE)].map(([, name]) => name!));
  const known = placeholders.map((name) => `{${name}}`).join(', ');
  for (const name of named)
    if (!(placeholders as readonly string[]).includes(name))
      found.push(problem('place_unknown', { place: `{${name}}`, names: known }));
  for (const name of required) if (!named.has(name)) found.push(problem('place_needed', { place: `{${name}}` }));
  const { length } = text.replace(PLACE, (place, name: string) =>
    Object.hasOwn(PLACEHOLDERS, name) ? '.'.repeat(PLACEHOLDERS[name as Placeholder]) : place,
  );
  if (length > longest) found.push(problem('text_beside_message', { length, most: longest }));
  return found;
}

type TextPiece = { readonly words: string } | { readonly place: string };

/** The pieces of a text in their order: words as they are, and places of values. */
export function textPieces(text: string): readonly TextPiece[] {
  return text.split(PLACE).flatMap((piece, index): TextPiece[] => {
    if (index % 2 === 1) return [{ place: piece }];
    return piece === '' ? [] : [{ words: piece }];
  });
}
