import { formatAmount, parseAmount } from '../../../domain/money/money';
import type { ProblemKind } from '../../../domain/problems';
import type { CatalogueField } from '../../../resources/catalogue';
import type { Resource, ResourceField } from '../../../resources/kit/resource';
import {
  amountField,
  choiceField,
  decimalField,
  instantField,
  jsonField,
  pickField,
  secretField,
  textField,
  wholeField,
  wordsField,
} from '../forms/fields';
import type { Field, Option } from '../forms/form';
import type { AdminVisit } from '../section';
import type { EntityField } from './entity';
import { PICKERS } from './pick-rows';

type Basics = Parameters<EntityField['make']>[1];
/** What a type of field does in the panel. */
type Way = Pick<EntityField, 'make' | 'input'> & {
  value?(row: Row): string | undefined;
  show?(row: Row, visit: AdminVisit): string | undefined | Promise<string | undefined>;
};
type Row = Readonly<Record<string, unknown>>;

/** The fields of a resource as the panel shows and asks for them. `isActive` has a button of its own. */
export function fieldsOf({ fields }: Pick<Resource, 'fields'>, order: readonly string[] = []): EntityField[] {
  const shown = inOrder(
    fields.filter(({ name }) => name !== 'isActive'),
    order,
  );
  return shown.map((field): EntityField => {
    const { name, type, isFixed, isNullable, isNeeded, isAsked } = field;
    return {
      value: (row: Row) => textOf(row[name]),
      ...WAYS[type](field),
      name: name as CatalogueField,
      isFixed,
      isNullable: isNullable && type !== 'secret',
      onAdd: isNeeded ? 'required' : isAsked ? 'optional' : 'never',
    };
  });
}

/** Names of `order` stand in that order, where the first of them stands. */
function inOrder(fields: readonly ResourceField[], order: readonly string[]): readonly ResourceField[] {
  const [first] = fields.filter(({ name }) => order.includes(name));
  const moved = order.map((name) => fields.find((field) => field.name === name)!);
  return fields.flatMap((field) => (field === first ? moved : order.includes(field.name) ? [] : [field]));
}

const WAYS: Readonly<Record<ResourceField['type'], (field: ResourceField) => Way>> = {
  text: ({ name, least, most, pattern }) => ({
    input: (value) => value,
    make(visit, basics) {
      const hint = pattern && hintOf(visit, name, pattern.else);
      const form = pattern && hint ? { pattern: { fits: pattern.fits, else: hint }, hint } : {};
      return textField(visit, { ...basics, least, most: most!, ...form });
    },
  }),
  whole: ({ least, most }) => ({
    input: Number,
    make: (visit, basics) => wholeField(visit, { ...basics, least: least!, most: most! }),
  }),
  decimal: ({ least, most }) => ({
    input: Number,
    make: (visit, basics) => decimalField(visit, { ...basics, least: least!, most: most! }),
  }),
  money: ({ name, currencyOf }) => ({
    input: parseAmount,
    make: amountField,
    show(row, { format }) {
      const currency = currencyOf === undefined ? null : (row[currencyOf] as string | null);
      return row[name] === null ? undefined : format.moneyIn(row[name] as bigint, currency);
    },
  }),
  flag: ({ name }) => ({
    input: (value) => value === 'on',
    show: (row, { panel }) => (row[name] ? panel.common.yes : panel.common.no),
    make: (visit, basics) => choiceField(visit, { ...basics, options: onOrOff(visit) }),
  }),
  choice: ({ options = [] }) => ({
    input: (value) => value,
    make(visit, basics) {
      const values = typeof options === 'function' ? options(visit.app) : options;
      return choiceField(visit, { ...basics, options: values.map((value) => ({ value, label: value })) });
    },
  }),
  instant: ({ name }) => ({
    input: (value) => new Date(value),
    value: (row) => (row[name] as Date | null)?.toISOString(),
    show: (row, { format }) => (row[name] === null ? undefined : format.dateTime(row[name] as Date)),
    make: instantField,
  }),
  words: ({ name, most }) => ({
    input: (value) => JSON.parse(value) as unknown,
    show: (row) => (row[name] as readonly string[]).join(', '),
    make: (visit, basics) => wordsField(visit, { ...basics, most: most! }),
  }),
  json: () => ({ input: (value) => JSON.parse(value) as unknown, make: jsonField }),
  // Set, and never shown again.
  secret: ({ name, most }) => ({
    input: (value) => value,
    value: () => undefined,
    show: (row, { panel }) => (row[`has${name[0]!.toUpperCase()}${name.slice(1)}`] ? '••••••' : panel.common.none),
    make: (visit, basics) => secretField(visit, { ...basics, least: 1, most: most! }),
  }),
  reference: ({ name, target }) => ({
    input: Number,
    show: async (row, visit) => (await PICKERS[target!.name]!.byId(visit, row[name] as number))?.label,
    make: (visit, basics) => referenceField(visit, basics, target!.name),
  }),
};

/** Another row, found by typing. */
function referenceField(visit: AdminVisit, basics: Basics, target: string): Field {
  const { find, byId } = PICKERS[target]!;
  const byValue = async (value: string) => (/^\d{1,9}$/.test(value) ? byId(visit, Number(value)) : undefined);
  return {
    ...pickField(visit, { ...basics, find: (words) => find(visit, words), byValue }),
    show: async (value) => (await byValue(value))?.label ?? value,
  };
}

/** What to type where a text has a form of its own. */
function hintOf({ panel, app }: AdminVisit, name: string, kind: ProblemKind): string | undefined {
  const { hints } = panel.catalogue;
  const own = app.currency;
  const found: Partial<Record<ProblemKind, string>> = {
    service_code: hints.serviceCode,
    iso: hints.iso,
    calling_code: hints.callingCode,
    address: hints.baseUrl,
    currency: hints.currency({ own }),
    sim_phone: hints.simPhone,
    sim_services: hints.simServices,
    payment_currency: hints.paymentCurrency,
    promo_code: hints.promoCode,
    rate: name === 'rate' ? hints.rate({ own }) : hints.exchangeRate({ own }),
  };
  return found[kind];
}

function onOrOff({ panel }: AdminVisit): Option[] {
  return [
    { value: 'on', label: panel.common.yes },
    { value: 'off', label: panel.common.no },
  ];
}

function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'bigint') return formatAmount(value);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
