import type { z } from 'zod';
import type { App } from '../../app';
import { columnOf } from '../../database/columns';
import type { Tx } from '../../database/database';
import type { RowValues } from '../../database/stores/catalogue';
import type { Actor } from '../../database/stores/ledger';
import { formatAmount } from '../../domain/money/money';
import type { Problem } from '../../domain/problems';
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
  saver: Saver,
): Promise<SaveOutcome> {
  return checked(schema, input, async (given) => {
    const problem = await ruleProblem(app, resource, given, id);
    if (problem) return { kind: 'invalid', problem };
    if (id === undefined) {
      const insert = async (tx: Tx): Promise<SaveOutcome> => ({
        kind: 'saved',
        id: await insertGiven(app, tx, resource, given, saver),
      });
      return app.db.transact(insert).catch((error: unknown) => refusalOf(resource, error));
    }
    const { entity, name } = resource;
    const at = app.clock.now();
    const values = valuesOf(app, resource, given, saver, at);
    const write = app.db.transact(async (tx): Promise<SaveOutcome> => {
      if (!(await tx.catalogue.update(entity, id, values, seen && rowOf(resource, seen, saver.secretBox))))
        return (await tx.catalogue.has(entity, id))
          ? { kind: 'changed_meanwhile' }
          : { kind: 'not_found', entity: name };
      await record(tx, resource, { act: 'updated', id, values, at }, saver);
      return { kind: 'saved', id };
    });
    return write.catch((error: unknown) => refusalOf(resource, error));
  });
}

/** Why a row that others were to be made with was not made. */
export class RowRefused extends Error {
  override readonly name = 'RowRefused';

  constructor(readonly refusal: Refusal) {
    super(refusal.kind);
  }
}

/**
 * Makes one of several rows of one transaction. What its form, its rules or the database object to is thrown, and so undoes
 * the others.
 */
export async function insertRow<Given extends object>(
  app: App,
  tx: Tx,
  resource: Resource<Given>,
  input: Given,
  saver: Saver,
): Promise<number> {
  const parsed = read(resource.draft, input);
  if (parsed.kind !== 'good') throw new RowRefused({ kind: 'invalid', problem: firstProblem(parsed.issues) });
  const problem = await ruleProblem(app, resource, parsed.value, undefined);
  if (problem) throw new RowRefused({ kind: 'invalid', problem });
  return insertGiven(app, tx, resource, parsed.value, saver);
}

async function insertGiven<Given extends object>(
  app: App,
  tx: Tx,
  resource: Resource<Given>,
  given: Given,
  saver: Saver,
): Promise<number> {
  const at = app.clock.now();
  const values = { ...resource.begins?.(at), ...valuesOf(app, resource, given, saver, at, true) };
  await resource.before?.(tx, given);
  const id = await tx.catalogue.insert(resource.entity, { ...values, createdAt: at });
  await record(tx, resource, { act: 'created', id, values, at }, saver);
  return id;
}

function valuesOf<Given extends object>(
  app: App,
  resource: Resource<Given>,
  given: Given,
  { secretBox }: Saver,
  at: Date,
  isNew = false,
): RowValues {
  const completed = rowOf(resource, resource.complete(app, given, isNew), secretBox);
  return { ...completed, ...sinceNow(resource, completed, at) };
}

function record(
  tx: Tx,
  resource: Resource,
  o: { act: 'created' | 'updated'; id: number; values: RowValues; at: Date },
  { actor, requestId }: Saver,
): Promise<void> {
  const { name } = resource;
  const facts = factsOf(resource, o.values);
  const entry = { actor, action: `${name}.${o.act}`, entity: name, entityId: o.id, facts, requestId, at: o.at };
  return tx.audit.write(entry);
}

async function ruleProblem<Given extends object>(
  app: App,
  { rules }: Resource<Given>,
  given: Given,
  id: number | undefined,
): Promise<Problem | undefined> {
  for (const rule of rules) {
    const problem = await rule(app, given as never, id);
    if (problem) return problem;
  }
  return undefined;
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
