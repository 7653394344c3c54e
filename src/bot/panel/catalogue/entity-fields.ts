import { formatAmount, parseAmount } from '../../../domain/money/money';
import {
  amountField,
  choiceField,
  decimalField,
  jsonField,
  pickField,
  secretField,
  textField,
  wholeField,
} from '../forms/fields';
import type { Field, Option } from '../forms/form';
import type { AdminVisit } from '../section';
import type { EntityField } from './entity';

type Common<Row> = Pick<EntityField<Row>, 'name' | 'label' | 'onAdd' | 'isFixed' | 'isNullable'>;

export function text<Row>(
  o: Common<Row> & {
    value(row: Row): string | null;
    least?: number;
    most: number;
    pattern?: { fits: RegExp; else(visit: AdminVisit): string };
  },
): EntityField<Row> {
  const { pattern } = o;
  return {
    ...o,
    value: (row) => o.value(row) ?? undefined,
    input: (value) => value,
    make: (visit, basics) =>
      textField(visit, {
        ...basics,
        least: o.least,
        most: o.most,
        ...(pattern ? { pattern: { fits: pattern.fits, else: pattern.else(visit) }, hint: pattern.else(visit) } : {}),
      }),
  };
}

interface NumberOf<Row> extends Common<Row> {
  value(row: Row): number;
  readonly least: number;
  readonly most: number;
}

export function whole<Row>(o: NumberOf<Row>): EntityField<Row> {
  return numberField(o, wholeField);
}

export function decimal<Row>(o: NumberOf<Row>): EntityField<Row> {
  return numberField(o, decimalField);
}

function numberField<Row>(o: NumberOf<Row>, field: typeof wholeField | typeof decimalField): EntityField<Row> {
  return {
    ...o,
    value: (row) => String(o.value(row)),
    input: Number,
    make: (visit, basics) => field(visit, { ...basics, least: o.least, most: o.most }),
  };
}

/** `currency`: another than the shop's, where a row has one. */
export function amount<Row>(
  o: Common<Row> & { value(row: Row): bigint | null; currency?(row: Row): string | null },
): EntityField<Row> {
  return {
    ...o,
    value: (row) => mapped(o.value(row), formatAmount),
    show: (row, { format }) => mapped(o.value(row), (value) => format.moneyIn(value, o.currency?.(row) ?? null)),
    input: (value) => parseAmount(value),
    make: amountField,
  };
}

export function choice<Row>(
  o: Common<Row> & { value(row: Row): string; options(visit: AdminVisit): readonly Option[] },
): EntityField<Row> {
  return {
    ...o,
    input: (value) => value,
    make: (visit, basics) => choiceField(visit, { ...basics, options: o.options(visit) }),
  };
}

export function flag<Row>(o: Common<Row> & { value(row: Row): boolean }): EntityField<Row> {
  const options = ({ panel }: AdminVisit): Option[] => [
    { value: 'on', label: panel.common.yes },
    { value: 'off', label: panel.common.no },
  ];
  return {
    ...o,
    value: (row) => (o.value(row) ? 'on' : 'off'),
    show: (row, { panel }) => (o.value(row) ? panel.common.yes : panel.common.no),
    input: (value) => value === 'on',
    make: (visit, basics) => choiceField(visit, { ...basics, options: options(visit) }),
  };
}

/** Another row, found by typing. */
export function reference<Row>(
  o: Common<Row> & {
    value(row: Row): number;
    show(row: Row, visit: AdminVisit): Promise<string>;
    find(visit: AdminVisit, words: string): Promise<readonly Option[]>;
    byId(visit: AdminVisit, id: number): Promise<Option | undefined>;
  },
): EntityField<Row> {
  return {
    ...o,
    value: (row) => String(o.value(row)),
    input: Number,
    make: (visit, basics): Field => {
      const byValue = async (value: string) => (/^\d{1,9}$/.test(value) ? o.byId(visit, Number(value)) : undefined);
      return {
        ...pickField(visit, { ...basics, find: (words) => o.find(visit, words), byValue }),
        show: async (value) => (await byValue(value))?.label ?? value,
      };
    },
  };
}

export function json<Row>(o: Common<Row> & { value(row: Row): object }): EntityField<Row> {
  return {
    ...o,
    value: (row) => JSON.stringify(o.value(row)),
    input: (value) => JSON.parse(value) as unknown,
    make: jsonField,
  };
}

/** What is set but never shown again. */
export function secret<Row>(o: Common<Row> & { isSet(row: Row): boolean; most: number }): EntityField<Row> {
  return {
    ...o,
    value: () => undefined,
    show: (row, { panel }) => (o.isSet(row) ? '••••••' : panel.common.none),
    input: (value) => value,
    make: (visit, basics) => secretField(visit, { ...basics, least: 1, most: o.most }),
  };
}

function mapped<Value>(value: Value | null, write: (value: Value) => string): string | undefined {
  return value === null ? undefined : write(value);
}
