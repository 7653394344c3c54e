/**
 * Why something cannot be saved, each kind with the sentence that programs are told. `{least}`, `{most}` are numbers, other
 * places in braces any text. The panel says the same in the language of its admin (`bot/panel/texts`).
 */
export const PROBLEMS = {
  text_length: 'Give {least} to {most} characters.',
  text_at_most: 'Give at most {most} characters.',
  text_at_most_setting: 'Give a text of at most {most} characters.',
  text_at_most_message: 'Give at most {most} characters; Telegram takes no more.',
  text_at_most_caption: 'Give at most {most} characters under a picture; Telegram takes no more.',
  text_missing: 'Give a text.',
  text_with_nul: 'The character NUL is not allowed.',
  whole_number: 'Give a whole number from {least} to {most}.',
  number: 'Give {least} to {most}.',
  flag: 'Give true or false.',
  amount: 'Give an amount above zero, at most {most}.',
  amount_or_zero: 'Give an amount from 0 to {most}.',
  amount_too_small: 'The amount must be greater than zero.',
  amount_too_large: 'The amount must be at most {most}.',
  emoji: 'Give one emoji.',
  service_code: 'Give 2 to 40 small letters, digits, - or _.',
  iso: 'Give the two capital letters of ISO 3166.',
  calling_code: 'Give 1 to 6 digits without the plus.',
  address: 'Give an http or https address without a password in it.',
  options: 'Give a JSON object of at most 16 kB without the character NUL.',
  options_misfit: '{protocol} does not take them: {detail}.',
  protocol: 'Give the name of a protocol, such as handler_api.',
  route_incomplete: 'A route that buys on demand needs all three.',
  pattern: 'Give a regular expression: {detail}.',
  pattern_without_group: 'Put the code itself into round brackets, such as code: (\\d{6}).',
  pattern_fits_nothing: 'This pattern fits an empty text; let it ask for at least one character.',
  pattern_complicated: 'This pattern is too complicated to be checked; write it shorter.',
  pattern_slow:
    'A text can be made on which this pattern takes {detail} time; do not repeat what is repeated already, and leave out ".*" at its ends.',
  invite_link: 'A private channel needs an invite link: add it anew.',
  reward_amount: 'Say how much is given.',
  reward_budget: 'More than that was given already. Give a larger budget, or turn the reward off.',
  reward_budget_of_day:
    'More than that was given today. Give a larger one, or turn the reward off until tomorrow (UTC).',
  reward_claims_of_day:
    'There were more claims today. Give a larger number, or turn the reward off until tomorrow (UTC).',
  list_place: 'Say with {place} where the list belongs.',
  no_kind: 'Choose at least one kind; to announce nothing, set isActive to false.',
  no_field: 'Choose at least one field; to post nothing, set isActive to false.',
  formats: 'Telegram takes at most 100 entities.',
  format_beyond_end: 'An entity reaches beyond the end of the text.',
  format_link: 'A link needs an address with https:// or tg://.',
  link: 'Give a link with https:// or tg://.',
  buttons_in_row: 'Give at most 3 buttons in a row.',
  rows_of_buttons: 'Give at most 10 rows of buttons.',
  picture_size: 'Give a picture that is not too large: 5 MB, and 150 KiB through the API.',
  picture_kind: 'Give a picture as JPEG or PNG.',
  balances_crossed: 'Nobody has less than the least and more than the most: maxAvailable is below minAvailable.',
  setting_unknown: 'There is no such setting.',
  needed: 'A new one needs it.',
  list: 'Give a list.',
  object: 'Give an object.',
  document: 'Give one JSON object.',
  version: 'Give 1, the version of this form.',
  unknown_name: 'Not known; there are {names}.',
  named_twice: 'The same as {place}; name each once.',
  no_service: 'There is no service "{name}".',
  no_country: 'There is no country "{name}".',
  no_offer: 'There is no offer {name} that it could supply.',
  no_provider: 'There is no provider "{name}".',
  protocol_stays: 'It speaks {name}, which cannot be changed; make another provider.',
  route_needs_it: 'A route that buys on demand needs it.',
  way_in: 'People join it by a link: give username or inviteLink.',
  currency: 'Give the three letters of a currency, such as RUB.',
  rate: 'Give a decimal above zero with at most ten places, such as 0.0125.',
  rate_as_text: 'Give a decimal above zero with at most ten places, as text.',
  rate_without_currency: 'Say first which currency its prices are in.',
  rate_needs_currency: 'The rate needs a currency; or give exchangeRate null.',
  rate_of_other_currency: 'Another currency has another rate; null: not known yet, and nothing is bought there.',
  own_currency: '{currency} is the currency of the shop itself: give null.',
  prices_in: 'Prices of {protocol} are in {currency}: give currency and exchangeRate; or null, if they are in {own}.',
  price_as_text: 'Give a decimal as text, above zero and at most "1000000.0000", such as "1.2500".',
  decimal_as_text: 'Give a decimal as text, such as "1.2500".',
  mode: 'Give POLL or WEBHOOK.',
  options_of_document: 'Give a JSON object of at most 16 kB.',
  marked_id: 'Give the marked id as text: -100 and digits.',
  public_name: 'Give the name without the @.',
  invite_form: 'Give a link such as https://t.me/+...',
  language: 'Choose en, ar or ru.',
  languages: 'Name a language, or leave this out for all.',
  variable: 'Give the name of a variable that begins with PROVIDER_.',
  variable_unset: '{name} is not set in the environment of this program.',
  text_or_null: 'Give a text, or null for the built-in words.',
  text_with_controls: 'Give a text without control characters.',
  place_unknown: 'There is no {place} in this text; there are {names}.',
  place_needed: 'It must have {place}.',
  text_beside_message:
    'Too long beside the rest of its message: with the longest values it has {length} characters, and {most} fit.',
} as const;

export type ProblemKind = keyof typeof PROBLEMS;
type FactsIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${number}` ? never : Name) | FactsIn<Rest>
  : never;
export type FactsOf<Kind extends ProblemKind> = Readonly<Record<FactsIn<(typeof PROBLEMS)[Kind]>, string>>;
export type Problem = {
  readonly [Kind in ProblemKind]: { readonly kind: Kind; readonly facts: FactsOf<Kind> };
}[ProblemKind];

const PLACE = /\{([a-z]+)\}/g;

/** The sentence of a problem; amounts and numbers are written as the caller writes them. */
export function sentence<Kind extends ProblemKind>(
  kind: Kind,
  ...[facts]: [FactsIn<(typeof PROBLEMS)[Kind]>] extends [never]
    ? []
    : [Readonly<Record<FactsIn<(typeof PROBLEMS)[Kind]>, string | number | bigint>>]
): string {
  const given = (facts ?? {}) as Readonly<Record<string, unknown>>;
  return PROBLEMS[kind].replace(PLACE, (_, name: string) => String(given[name]));
}

const NUMBER = '-?\\d[\\d.]*?';
const FORMS = Object.entries(PROBLEMS).map(([kind, text]) => {
  // Split by places, every second piece is the name of one.
  const pieces = text.split(PLACE).map((piece, index) => {
    if (index % 2 === 0) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return `(?<${piece}>${/least|most/.test(piece) ? NUMBER : '[\\s\\S]+?'})`;
  });
  return { kind, form: new RegExp(`^${pieces.join('')}$`) };
});

/** Which problem a sentence tells, with its facts; undefined for what is no sentence of this list. */
export function readProblem(told: string): Problem | undefined {
  for (const { kind, form } of FORMS) {
    const found = form.exec(told);
    if (found) return { kind, facts: { ...found.groups } } as unknown as Problem;
  }
  return undefined;
}
