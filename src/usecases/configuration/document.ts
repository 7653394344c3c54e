import { z } from 'zod';
import { USER_DATA_FIELDS } from '../../domain/channel/user-data-fields';
import { LANGUAGES, type Language } from '../../domain/language';
import { isCurrency, parseRate, tidyRate } from '../../domain/money/exchange';
import { parseAmount } from '../../domain/money/money';
import { TEXT_KEYS, type TextKey, textRule } from '../../domain/texts/shop-texts';
import { form } from '../../resources/kit/fields';
import { says } from '../../resources/kit/zod-problems';

const MOST = 10_000_000_000n;
/** In bytes. Fifty thousand routes have about 8 MB, with line breaks twice as much. */
export const LARGEST_DOCUMENT = 32 * 1024 * 1024;

/** A decimal as a text, so that no reader makes a floating point number of it. */
const money = z.string(says('decimal_as_text')).refine((text) => isPrice(text), says('price_as_text'));
function isPrice(text: string): boolean {
  const amount = /^\d{1,7}(\.\d{1,4})?$/.test(text) ? parseAmount(text) : undefined;
  return amount !== undefined && amount > 0n && amount <= MOST;
}
const whole = (least: number, most: number) => form.whole(least, most);
const position = whole(-1_000_000, 1_000_000).optional();
const isActive = z.boolean(says('flag')).optional();
const serviceCode = z.string().regex(/^[a-z0-9][a-z0-9_-]{1,39}$/, says('service_code'));
const iso = z.string().regex(/^[A-Z]{2}$/, says('iso'));
const secret = z
  .union(
    [
      z.strictObject({ keep: z.literal(true) }),
      z.strictObject({
        env: z.string().regex(/^PROVIDER_[A-Z0-9_]{1,80}$/, says('variable')),
      }),
      z.null(),
    ],
    says('secret_reference'),
  )
  .optional();
const plainUrl = z
  .string()
  .max(500)
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, username, password } = new URL(text);
    return /^https?:$/.test(protocol) && username === '' && password === '';
  }, says('address'));

/** One item of each section. What is left out stays as it is; for a new one it is as usual. */
export const ITEMS = {
  services: z.strictObject({
    code: serviceCode,
    name: form.text(60).optional(),
    emoji: z.string().trim().max(16, says('emoji')).optional(),
    codePattern: form.text(200).nullish(),
    timeoutS: whole(60, 86_400).optional(),
    position,
    isActive,
  }),
  countries: z.strictObject({
    iso,
    name: form.text(60).optional(),
    callingCode: z
      .string()
      .regex(/^[1-9][0-9]{0,5}$/, says('calling_code'))
      .optional(),
    position,
    isActive,
  }),
  providers: z.strictObject({
    name: form.text(60),
    protocol: z
      .string()
      .regex(/^[a-z][a-z0-9_]{1,39}$/, says('protocol'))
      .optional(),
    baseUrl: plainUrl.optional(),
    apiKey: secret,
    webhookKey: secret,
    mode: z.enum(['POLL', 'WEBHOOK'], says('mode')).optional(),
    options: z
      .record(z.string(), z.unknown())
      .refine((options) => JSON.stringify(options).length <= 16_384, says('options_of_document'))
      .optional(),
    pollIntervalMs: whole(100, 86_400_000).optional(),
    timeoutMs: whole(100, 120_000).optional(),
    budgetPerSecond: z
      .number(says('number', { least: '0.01', most: 1000 }))
      .min(0.01, says('number', { least: '0.01', most: 1000 }))
      .max(1000, says('number', { least: '0.01', most: 1000 }))
      .optional(),
    budgetBurst: whole(1, 10_000).optional(),
    earlyCancelS: whole(0, 86_400).optional(),
    currency: z.string().refine(isCurrency, says('currency')).nullish(),
    exchangeRate: z
      .string(says('rate_is_text'))
      .refine((text) => parseRate(text) !== undefined, says('rate_as_text'))
      .transform(tidyRate)
      .nullish(),
    isActive,
  }),
  offers: z.strictObject({ service: serviceCode, country: iso, price: money.optional(), isActive }),
  routes: z.strictObject({
    service: serviceCode,
    country: iso,
    provider: form.text(60),
    isPool: z.boolean(says('flag')).optional(),
    serviceCode: form.text(60).nullish(),
    countryCode: form.text(60).nullish(),
    operator: form.text(60).nullish(),
    maxCost: money.nullish(),
    priority: position,
    isActive,
  }),
  channels: z.strictObject({
    telegramId: z.string().regex(/^-100\d{1,13}$/, says('marked_id')),
    title: form.text(200).optional(),
    username: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_]{3,31}$/, says('public_name'))
      .nullish(),
    inviteLink: z
      .string()
      .regex(/^https:\/\/t\.me\/\+[\w-]{10,64}$/, says('invite_form'))
      .nullish(),
    isGroup: z.boolean(says('flag')).optional(),
    required: z.strictObject({ position: whole(0, 1_000_000), isActive: z.boolean(says('flag')) }).nullish(),
    reward: z
      .strictObject({
        amount: money,
        budgetTotal: money.nullable(),
        budgetPerDay: money.nullable(),
        maxClaimsPerDay: whole(1, 1_000_000_000).nullable(),
        minAccountMinutes: whole(0, 1_000_000),
        clawBackDays: whole(1, 3_650).nullable(),
        position: whole(0, 1_000_000),
        isActive: z.boolean(says('flag')),
      })
      .nullish(),
    userData: z
      .strictObject({
        isActive: z.boolean(says('flag')),
        fields: z.array(z.enum(USER_DATA_FIELDS, says('choose_among', { names: USER_DATA_FIELDS.join(', ') }))).min(1),
        language: z.enum(['en', 'ar', 'ru'], says('language')),
        postsSummaries: z.boolean(says('flag')),
      })
      .nullish(),
  }),
} as const;

export type Section = keyof typeof ITEMS;
/** In the order in which they are written: each names only what comes before it. */
export const SECTIONS = Object.keys(ITEMS) as readonly Section[];

/** By what an item of a section is known. */
export const KEYS: Readonly<Record<Section, readonly string[]>> = {
  services: ['code'],
  countries: ['iso'],
  providers: ['name'],
  offers: ['service', 'country'],
  routes: ['service', 'country', 'provider'],
  channels: ['telegramId'],
};

/** What a new item has where the document says nothing; what is not here must be given. */
export const USUAL: Readonly<Record<Section, Readonly<Record<string, unknown>>>> = {
  services: { emoji: '', codePattern: null, timeoutS: 1200, position: 0, isActive: true },
  countries: { position: 0, isActive: true },
  providers: {
    ...{ apiKey: null, webhookKey: null, mode: 'POLL', options: {}, pollIntervalMs: 3000, timeoutMs: 10_000 },
    ...{ budgetPerSecond: 5, budgetBurst: 10, earlyCancelS: 120, currency: null, exchangeRate: null, isActive: true },
  },
  offers: { isActive: true },
  routes: {
    isPool: false,
    serviceCode: null,
    countryCode: null,
    operator: null,
    maxCost: null,
    priority: 0,
    isActive: true,
  },
  channels: { username: null, inviteLink: null, isGroup: false, required: null, reward: null, userData: null },
};

export type Item = Readonly<Record<string, unknown>>;

/** By language and name; null stands for the built-in words. */
export type DocumentTexts = Readonly<Partial<Record<Language, Readonly<Partial<Record<TextKey, string | null>>>>>>;

/** The whole configuration of a shop. A section that is left out stays as it is. */
export interface ConfigurationDocument {
  readonly version: 1;
  readonly settings?: Item;
  readonly texts?: DocumentTexts;
  readonly services?: readonly Item[];
  readonly countries?: readonly Item[];
  readonly providers?: readonly Item[];
  readonly offers?: readonly Item[];
  readonly routes?: readonly Item[];
  readonly channels?: readonly Item[];
}

export function keyOf(section: Section, item: Item): string {
  const [first, ...others] = KEYS[section];
  let key = String(item[first!]);
  for (const name of others) key += `/${item[name]}`;
  return key;
}

function textsSchema() {
  const entries = TEXT_KEYS.map((key) => {
    const { placeholders, required, longest } = textRule(key);
    const places = placeholders.map((name) => `{${name}}`).join(', ');
    const needed = required.length > 0 ? `; must have ${required.map((name) => `{${name}}`).join(', ')}` : '';
    const description = `May have ${places}${needed}. Null: the built-in words.`;
    return [key, z.string().min(1).max(longest).nullable().optional().describe(description)] as const;
  });
  const ofLanguage = z.strictObject(Object.fromEntries(entries)).optional();
  return z.strictObject(Object.fromEntries(LANGUAGES.map((language) => [language, ofLanguage])));
}

/** The JSON Schema of the document, for editors and programs. */
export function configurationSchema(): object {
  const sections = Object.fromEntries(SECTIONS.map((section) => [section, z.array(ITEMS[section]).optional()]));
  const document = z.strictObject({
    $schema: z.string().optional(),
    version: z.literal(1),
    settings: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])).optional(),
    texts: textsSchema().optional(),
    ...sections,
  });
  return z.toJSONSchema(document, { io: 'input', unrepresentable: 'any' });
}
