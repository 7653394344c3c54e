import type { z } from 'zod';
import type { App } from '../../app';
import { columnOf } from '../../database/columns';
import type { RowValues } from '../../database/stores/catalogue';
import type { Actor } from '../../database/stores/ledger';
import { formatAmount } from '../../domain/money/money';
import type { SecretBox } from '../../platform/secret-box';
import type { Refusal, Resource } from '../../resources/kit/resource';
import { firstProblem, read } from '../../resources/kit/zod-problems';

export interface Author {
  readonly actor: Actor;
  readonly requestId?: string;
}

/** Whoever gives secrets has something to seal them with. */
export interface Saver extends Author {
  readonly secretBox?: SecretBox;
}

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly id: number }
  | Refusal
  /** What the author had seen is not so any more: somebody else was faster. Nothing was changed. */
  | { readonly kind: 'changed_meanwhile' };

export function createRow<Given extends object>(
  app: App,
  resource: Resource<Given>,
  input: Given,
  saver: Saver,
): Promise<SaveOutcome> {
  return save(app, resource, { schema: resource.draft, input }, saver);
}

/** What is left out stays as it is. With `seen` the change is made only while the row still stands as its author saw it. */
export function updateRow<Given extends object>(
  app: App,
  resource: Resource<Given>,
  id: number,
  input: Given,
  saver: Saver,
  seen?: Given,
): Promise<SaveOutcome> {
  return save(app, resource, { schema: resource.changes, input, id, seen }, saver);
}

/** Writes one row and its line of the audit log in one transaction. Broken constraints become outcomes. */
function save<Given extends object>(
  app: App,
  resource: Resource<Given>,
  { schema, input, id, seen }: { schema: z.ZodType<Given>; input: Given; id?: number; seen?: Given },
  { actor, requestId, secretBox }: Saver,
): Promise<SaveOutcome> {
  return checked(schema, input, async (given) => {
    for (const rule of resource.rules) {
      const problem = await rule(app, given as never, id);
      if (problem) return { kind: 'invalid', problem };
    }
    const { entity, name } = resource;
    const isNew = id === undefined;
    const at = app.clock.now();
    const completed = rowOf(resource, resource.complete(app, given, isNew), secretBox);
    const values = {
      ...(isNew ? resource.begins?.(at) : undefined),
      ...completed,
      ...sinceNow(resource, completed, at),
    };
    const write = app.db.transact(async (tx): Promise<SaveOutcome> => {
      if (isNew) await resource.before?.(tx, given);
      const rowId = id ?? (await tx.catalogue.insert(entity, { ...values, createdAt: at }));
      if (!isNew && !(await tx.catalogue.update(entity, id, values, seen && rowOf(resource, seen, secretBox))))
        return (await tx.catalogue.has(entity, id))
          ? { kind: 'changed_meanwhile' }
          : { kind: 'not_found', entity: name };
      const action = `${name}.${isNew ? 'created' : 'updated'}`;
      const facts = factsOf(resource, values);
      await tx.audit.write({ actor, action, entity: name, entityId: rowId, facts, requestId, at });
      return { kind: 'saved', id: rowId };
    });
    return write.catch((error: unknown) => refusalOf(resource, error));
  });
}

/** What the database says about a row, as an outcome; anything else is thrown on. */
export function refusalOf({ refusals }: Pick<Resource, 'refusals'>, error: unknown): Refusal {
  const refusal = refusals[(error as { constraint?: string } | undefined)?.constraint ?? ''];
  if (refusal) return refusal;
  throw error;
}

/** Checks the input against its form first; the first problem is the answer. */
export async function checked<Schema extends z.ZodType, Outcome>(
  schema: Schema,
  input: unknown,
  save: (value: z.output<Schema>) => Promise<Outcome>,
): Promise<Outcome | Extract<Refusal, { kind: 'invalid' }>> {
  const parsed = read(schema, input);
  return parsed.kind === 'good' ? save(parsed.value) : { kind: 'invalid', problem: firstProblem(parsed.issues) };
}

function sinceNow({ since = {} }: Resource, given: RowValues, at: Date): RowValues {
  const begun = Object.entries(since).filter(([, field]) => given[field] !== undefined);
  return Object.fromEntries(begun.map(([instant]) => [instant, at]));
}

/** By the properties of the entity. Secrets are sealed before they reach the database, and never come back out of the API. */
function rowOf({ fields }: Resource, given: object, box: SecretBox | undefined): RowValues {
  const values = given as RowValues;
  const present = fields.filter(({ name }) => values[name] !== undefined);
  return Object.fromEntries(
    present.map(({ name, property, type }) => [property, type === 'secret' ? seal(values[name], box) : values[name]]),
  );
}

function seal(secret: unknown, box: SecretBox | undefined): Buffer {
  if (!box) throw new Error('A secret was given where nothing can seal it.');
  return box.seal(String(secret));
}

/** What may stand in the audit log, by column: amounts as decimals, of secrets only that they were set. */
function factsOf({ entity }: Resource, values: RowValues): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([property, value]) => [
      columnOf<object>(entity, property as never),
      Buffer.isBuffer(value) ? '[sealed]' : typeof value === 'bigint' ? formatAmount(value) : value,
    ]),
  );
}
