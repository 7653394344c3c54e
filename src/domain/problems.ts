/**
 * Why something cannot be saved, each kind with the sentence that programs are told; in braces the names of its facts. The
 * panel says the same in the language of its admin (`bot/panel/texts`). Only edges make sentences of problems.
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
  public_user_data:
    'The channel @{name} is public: anybody can read what is posted about users, with id and names masked. Confirm that.',
  approve_right: 'The bot may not let people in there: give it the right to invite users.',
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
  variable: 'Give the name of a variable that begins with PROVIDER_ or PAYMENT_.',
  variable_unset: '{name} is not set in the environment of this program.',
  text_or_null: 'Give a text, or null for the built-in words.',
  text_with_controls: 'Give a text without control characters.',
  place_unknown: 'There is no {place} in this text; there are {names}.',
  place_needed: 'It must have {place}.',
  text_beside_message:
    'Too long beside the rest of its message: with the longest values it has {length} characters, and {most} fit.',
  no_condition: 'Give at least one condition; all numbers would fit none.',
  changed_meanwhile: 'Somebody else changed it meanwhile. Read it again, then decide.',
  decimal: 'Give a decimal such as 1.2500.',
  id: 'Give an id: digits only.',
  instant: 'Give a day (2026-01-31, in UTC) or an instant with its zone (2026-01-31T12:00:00Z).',
  rows: 'Give a number of rows.',
  one_of: 'Give one of {names}.',
  some_of: 'Give one or more of {names}.',
  choose_among: 'Choose among {names}.',
  unknown_here: 'not known here; there are {names}.',
  amount_at_least: 'Give an amount of at least {least}.',
  rule_without_price: 'A fixed price needs the price.',
  rule_without_markup: 'A mark-up needs its per cent.',
  seconds: 'Give {least} to {most} seconds.',
  hours: 'Give {least} to {most} hours.',
  key_name: 'Give a name of {least} to {most} characters.',
  no_scope: 'There is no scope {names}.',
  scope_needed: 'Give at least one scope.',
  scope_lacking: 'Your key lacks the scope {names}.',
  scope_exceeded: 'You lack the scope {names} yourself.',
  expiry: 'Give an expiry in the future.',
  no_event: 'Choose at least one event.',
  event_address: 'Give an address such as https://example.com/hook.',
  event_address_with_password: 'Give an address without a password in it; the signature says who sends.',
  event_address_plain: 'Give an https address.',
  event_address_inside: 'This address is not of the public internet.',
  event_address_outside: 'In its sandbox the shop calls this computer alone, such as http://127.0.0.1:8080/hook.',
  no_webhooks:
    'The protocol of this provider, as it is set up, knows no webhooks. A generic inbox needs "push" in its options.',
  settings_misfit: 'The settings of this provider do not fit its protocol. Mend them first.',
  no_webhooks_now: 'The provider of this delivery, as it is set up now, knows no webhooks.',
  named_once: 'Name each channel once.',
  channel_reference: 'Give @name, a t.me link, or the id on Telegram (-100...).',
  channel_invite: 'Give a link such as https://t.me/+AbCdEf0123456789.',
  keep_nothing: 'There is none to keep. Give {"env": "PROVIDER_..."}, or null.',
  secret_reference:
    'Give {"env": "PROVIDER_..."}, the name of a variable in the environment of the shop; {"keep": true}; or null for none.',
  rate_is_text: 'Give a decimal as text, such as "0.0125".',
  range_backwards: 'from must be before to.',
  time_zone: 'timeZone must be an IANA name, such as "UTC" or "Europe/Riga".',
  range_too_fine:
    'That is about {count} points; at most {most} are given. Ask for a shorter time or a longer interval.',
  payment_currency: 'Give the capital letters of a currency or coin, such as USD or USDT.',
  stars_once: 'Telegram Stars are there already; change that row.',
  stars_currency: 'Stars are priced in XTR and nothing else.',
  stars_only: 'XTR belongs to Telegram Stars alone; give the currency of its invoices.',
  most_below_least: 'The most must not be below the least.',
  rate_unsaid: 'Say first what one star is worth in the currency of the shop.',
  key_missing: 'Give its key first.',
  terms_of_telegram:
    "Telegram's terms take digital goods, which numbers are, to be sold in a bot for Stars alone. With another way to pay its owner risks a notice, and then the removal of the bot. Give acceptsTerms true to turn it on all the same.",
  sim_phone: 'Give the whole number with its country, such as 37120000001.',
  sim_services: 'Give codes of services, apart by blanks, such as tg wa.',
  promo_code: 'Give 4 to 32 letters, digits, - or _.',
  promo_code_in_capitals: 'Give 4 to 32 capital letters, digits, - or _, as text.',
  promo_kind: 'Give BALANCE, TOPUP_BONUS or PURCHASE_DISCOUNT.',
  promo_amount: 'A code of BALANCE needs an amount, and no per cent.',
  promo_percent: 'A code of TOPUP_BONUS needs its per cent, and no amount.',
  promo_discount: 'A code of PURCHASE_DISCOUNT needs an amount or a per cent, one of the two.',
  promo_only_discount: 'Only a code of PURCHASE_DISCOUNT has it.',
  promo_saved_more: 'More than that was saved by it already. To end it, turn it off.',
  promo_ends: 'It must end after it starts.',
  promo_used_more: 'It was used more often than that already. To end it, turn it off.',
  resale_keys_most: 'There are {most} keys already. End one first.',
  resale_key_name_taken: 'There is a key of this name already.',
  no_price_group: 'There is no such price group.',
  networks: 'Give at most {most} addresses or networks, such as 203.0.113.7 or 203.0.113.0/24.',
  words: 'Give at most {most} words of at most {longest} characters, without commas, each with a letter or a digit.',
  trade_words: 'Give a list of 1 to {most} words, first the one to show.',
  trade_word: 'Give 1 to 40 small letters, digits, - or _.',
  trade_number: 'The word that is shown must be a number of at most nine digits.',
  trade_word_taken: 'It means {name} already.',
  promo_stays: 'What a code brings cannot be changed; make another code.',
  wrong_type: 'Invalid input: expected {expected}, received {received}',
  misfit: '{detail}',
} as const;

export type ProblemKind = keyof typeof PROBLEMS;
type FactsIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${number}` | `"${string}` ? never : Name) | FactsIn<Rest>
  : never;
type Fact = string | number | bigint;
/** The facts that a kind of problem has, by the names in its sentence; nothing for a kind that has none. */
export type FactsOf<Kind extends ProblemKind> = [FactsIn<(typeof PROBLEMS)[Kind]>] extends [never]
  ? []
  : [facts: Readonly<Record<FactsIn<(typeof PROBLEMS)[Kind]>, Fact>>];

/** Those without facts. */
export type PlainKind = { [Kind in ProblemKind]: FactsOf<Kind> extends [] ? Kind : never }[ProblemKind];

/** What is wrong with something that somebody gave. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly facts: Readonly<Record<string, Fact>>;
  /** Where: names of fields with points between, or a JSON pointer in a document. Empty: with the whole. */
  readonly path: string;
}

/** A problem with what was given as a whole; amounts and numbers are told as the caller writes them. */
export function problem<Kind extends ProblemKind>(kind: Kind, ...facts: FactsOf<Kind>): Problem {
  return { kind, facts: facts[0] ?? {}, path: '' };
}

export function problemAt<Kind extends ProblemKind>(path: string, kind: Kind, ...facts: FactsOf<Kind>): Problem {
  return { ...problem(kind, ...facts), path };
}

const PLACE = /\{([a-z]+)\}/g;

/** What programs are told; for edges alone. */
export function sentence({ kind, facts }: Problem): string {
  return PROBLEMS[kind].replace(PLACE, (_, name: string) => String(facts[name]));
}

/** Several at once, each with its path. */
export function sentences(problems: readonly Problem[]): string {
  return problems.map((one) => `${one.path}: ${sentence(one)}`).join(' ');
}
