import { z } from 'zod';
import type { SectionColumn } from '../../database/stores/configuration';
import { USER_DATA_FIELDS } from '../../domain/channel/user-data-fields';
import { formatAmount } from '../../domain/money/money';
import { CATALOGUE, type CatalogueTable } from '../../resources/catalogue';
import { form } from '../../resources/kit/fields';
import type { Resource, ResourceField } from '../../resources/kit/resource';
import { says } from '../../resources/kit/zod-problems';
import { requiredChannel } from '../../resources/required-channel';
import { reward } from '../../resources/reward';

export type Section = CatalogueTable | 'channels';
/** Those with keys, and how names of variables that hold them begin. */
export const KEPT_SECRET = { providers: 'PROVIDER', paymentMethods: 'PAYMENT' } as const satisfies Partial<
  Record<Section, string>
>;
export type SecretSection = keyof typeof KEPT_SECRET;
export const SECRET_SECTIONS = Object.keys(KEPT_SECRET) as readonly SecretSection[];
export type Item = Readonly<Record<string, unknown>>;

/** One part of the document, which names its items by what people call them. */
export interface SectionForm {
  /** What is left out of an item stays as it is; in a new one it is as usual. */
  readonly item: z.ZodObject;
  /** By what an item is known. */
  readonly keys: readonly string[];
  /** What a new item must have besides. */
  readonly needed: readonly string[];
  readonly usual: Item;
  readonly secrets: readonly string[];
  /** Fields that hold amounts, also inside others. */
  readonly amounts: readonly string[];
}

function sectionOf(resource: Resource): SectionForm {
  const keys = keysOf(resource);
  const others = resource.fields.filter(({ name }) => !resource.key.includes(name as never)).map(inItem);
  const namesOf = (fits: (field: ResourceField) => boolean) => others.filter(fits).map(({ name }) => name);
  return {
    item: z.strictObject({ ...keys, ...Object.fromEntries(others.map((field) => [field.name, optional(field)])) }),
    keys: Object.keys(keys),
    needed: namesOf(({ usual, isMade }) => usual === undefined && !isMade),
    usual: Object.fromEntries(
      others.filter(({ usual }) => usual !== undefined).map((field) => [field.name, usualOf(field)]),
    ),
    secrets: namesOf(({ type }) => type === 'secret'),
    amounts: namesOf(({ type }) => type === 'money'),
  };
}

/** What a field that is no key refers to is named by its own key, under the name of its kind. */
function inItem(field: ResourceField): ResourceField {
  if (!field.target) return field;
  const [only] = Object.values(keysOf(field.target));
  return { ...field, name: field.target.name, inDocument: only! };
}

/** As a document has it: what a table says of an amount is in units. */
function usualOf({ type, usual }: ResourceField): unknown {
  return type === 'money' && typeof usual === 'number' ? formatAmount(BigInt(usual)) : usual;
}

/** A row that is referred to is named by its own key: an offer by its service and country. */
function keysOf({ key, fields }: Resource): Record<string, z.ZodType> {
  const named = fields.filter(({ name }) => key.includes(name as never));
  return Object.assign(
    {},
    ...named.map(({ name, target, inDocument, schema }) => {
      if (!target) return { [name]: inDocument ?? schema };
      const [only, ...more] = Object.entries(keysOf(target));
      return more.length === 0 ? { [target.name]: only![1] } : keysOf(target);
    }),
  );
}

function optional({ type, schema, inDocument = schema, isNullable }: ResourceField): z.ZodType {
  return isNullable && type !== 'secret' ? inDocument.nullish() : inDocument.optional();
}

/** What stands in another item, with all its fields; a flag that is usually off may be left out. */
function wholeOf({ fields }: Pick<Resource, 'fields'>): z.ZodObject {
  const whole = fields.map(({ name, type, schema, inDocument = schema, isNullable, usual }) => [
    name,
    type === 'flag' && usual === false ? inDocument.default(false) : isNullable ? inDocument.nullable() : inDocument,
  ]);
  return z.strictObject(Object.fromEntries(whole));
}

/** The columns of a section under the names that the document gives them. */
export function columnsOf(table: CatalogueTable): readonly SectionColumn[] {
  return CATALOGUE[table].fields.map(({ name, property }) => ({ name, property }));
}

const channels: SectionForm = {
  item: z.strictObject({
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
    isGroup: form.flag().optional(),
    required: wholeOf(requiredChannel).nullish(),
    reward: wholeOf(reward).nullish(),
    userData: z
      .strictObject({
        isActive: form.flag(),
        fields: z.array(z.enum(USER_DATA_FIELDS, says('choose_among', { names: USER_DATA_FIELDS.join(', ') }))).min(1),
        language: z.enum(['en', 'ar', 'ru'], says('language')),
        postsSummaries: form.flag(),
      })
      .nullish(),
  }),
  keys: ['telegramId'],
  needed: ['title'],
  usual: { username: null, inviteLink: null, isGroup: false, required: null, reward: null, userData: null },
  secrets: [],
  amounts: reward.fields.filter(({ type }) => type === 'money').map(({ name }) => name),
};

const catalogue = Object.entries(CATALOGUE).map(([table, resource]) => [table, sectionOf(resource as Resource)]);

/** In the order in which they are written: each names only what comes before it. */
export const FORMS: Readonly<Record<Section, SectionForm>> = { ...Object.fromEntries(catalogue), channels };
export const SECTIONS = Object.keys(FORMS) as readonly Section[];

export function keyOf(section: Section, item: Item): string {
  const [first, ...others] = FORMS[section].keys;
  let key = String(item[first!]);
  for (const name of others) key += `/${item[name]}`;
  return key;
}
