import { getMetadataArgsStorage } from 'typeorm';
import { z } from 'zod';
import type { App } from '../../app';
import type { Tx } from '../../database/database';
import type { Problem } from '../../domain/problems';
import { type Field, type FieldFacts, flag } from './fields';

/** Why the database refused a row. */
export type Refusal =
  | { readonly kind: 'already_exists'; readonly field: string }
  | { readonly kind: 'not_found'; readonly entity: string }
  | { readonly kind: 'invalid'; readonly problem: Problem };

type Fields = Readonly<Record<string, Field>>;
/** What somebody gives, by the names of the fields; what is left out stays, or is as usual. */
export type Given<Of extends Fields> = { readonly [Name in keyof Of]?: Of[Name]['value'] | null } & {
  readonly isActive?: boolean;
};

interface Declaration<Of extends Fields> {
  /** As the audit log and refusals name one of them. */
  readonly name: string;
  /** Fields by which a document knows one of them. */
  readonly key: readonly (keyof Of & string)[];
  /** In the order in which they are asked for and told. `isActive` is one of each. */
  readonly fields: Of;
  /** What the constraints of its table say, by their names. */
  readonly refusals: Readonly<Record<string, Refusal>>;
  /** Looked at in this order; the first problem is the answer. */
  readonly rules?: readonly Rule<Given<Of>>[];
  /** Given values with what follows from them. */
  complete?(app: App, given: Given<Of>, isNew: boolean): Given<Of>;
  /** Instants that say since when a field stands, by their properties. */
  readonly since?: Readonly<Record<string, keyof Of & string>>;
  /** Columns of a new row that nobody gives. */
  begins?(at: Date): object;
  /** What must happen in the same transaction before a new row is written. */
  before?(tx: Tx, given: Given<Of>): Promise<void>;
}

/** `id` is missing for a new row. */
export type Rule<Values> = (app: App, given: Values, id: number | undefined) => Promise<Problem | undefined>;

/** A field with what its column says. */
export interface ResourceField extends FieldFacts {
  readonly name: string;
  /** Of the entity; a secret is stored sealed under another name. */
  readonly property: string;
  readonly column: string;
  readonly isNullable: boolean;
  /** A new row cannot do without. */
  readonly isNeeded: boolean;
  /** What a new item of a document has that leaves it out; undefined: it must be given. */
  readonly usual: unknown;
}

export interface Resource<Values extends object = object>
  extends Pick<Declaration<Fields>, 'name' | 'key' | 'refusals' | 'since' | 'begins'> {
  readonly entity: new () => object;
  readonly fields: readonly ResourceField[];
  readonly changes: z.ZodType<Values>;
  readonly draft: z.ZodType<Values>;
  readonly rules: readonly Rule<never>[];
  complete(app: App, given: Values, isNew: boolean): Values;
  before?(tx: Tx, given: Values): Promise<void>;
}

/** Something that can be made, changed and turned off by hand. What edges need to know about it follows from this. */
export function resource<const Of extends Fields>(
  entity: new () => object,
  { fields, rules = [], ...declared }: Declaration<Of>,
): Resource<Given<Of>> {
  const all = Object.entries({ ...fields, isActive: flag() }).map(([name, { facts }]) =>
    withColumn(entity, name, facts),
  );
  const shape = (inDraft: boolean) =>
    z.object(
      Object.fromEntries(
        all.filter(({ isFixed }) => inDraft || !isFixed).map((field) => [field.name, schemaOf(field, inDraft)]),
      ),
    ) as unknown as z.ZodType<Given<Of>>;
  const complete = declared.complete ?? ((_app: App, given: Given<Of>) => given);
  return { ...declared, entity, fields: all, rules, complete, changes: shape(false), draft: shape(true) };
}

function withColumn(entity: new () => object, name: string, facts: FieldFacts): ResourceField {
  const property = facts.type === 'secret' ? `${name}Sealed` : name;
  const column = getMetadataArgsStorage()
    .filterColumns(entity)
    .find(({ propertyName }) => propertyName === property);
  if (!column) throw new Error(`${entity.name} has no column for ${name}.`);
  const { nullable: isNullable = false, default: ofTable, name: columnName = property } = column.options;
  const isNeeded = !isNullable && ofTable === undefined && !facts.isMade;
  const usual = facts.usual ?? (isNullable ? null : ofTable);
  return { ...facts, name, property, column: columnName, isNullable, isNeeded, usual };
}

function schemaOf({ schema, type, isNullable, isNeeded }: ResourceField, inDraft: boolean): z.ZodType {
  if (inDraft && isNeeded) return schema;
  // A key is replaced, never taken away by hand.
  return isNullable && type !== 'secret' ? schema.nullish() : schema.optional();
}
