import { z } from 'zod';
import type { App } from '../../app';
import type { Tx } from '../../database/database';
import type { CatalogueTable } from '../../database/queries/catalogue';
import { type ColumnValues } from '../../database/stores/catalogue';
import type { Actor } from '../../database/stores/ledger';
import { type Amount, formatAmount } from '../../domain/money/money';
import { type Problem, problemAt } from '../../domain/problems';
import { firstProblem, read, says } from '../../resources/kit/zod-problems';

export interface Author {
  readonly actor: Actor;
  readonly requestId?: string;
}

export type SaveOutcome =
  | { kind: 'saved'; id: number }
  | { kind: 'already_exists'; field: string }
  | { kind: 'not_found'; entity: string }
  | { kind: 'invalid'; problem: Problem }
  /** What the author had seen is not so any more: somebody else was faster. Nothing was changed. */
  | { kind: 'changed_meanwhile' };

export interface SaveOrder extends Author {
  readonly table: CatalogueTable;
  /** One of them, as the audit log names it. */
  readonly entity: string;
  /** Undefined: a new row. */
  readonly id?: number;
  readonly columns: ColumnValues;
  /** What must happen in the same transaction before the row is written. */
  readonly before?: (tx: Tx) => Promise<void>;
  /** Columns as the author saw them: the change is made only while they are so. */
  readonly seen?: ColumnValues;
}

/** Writes one row of the catalogue and its line of the audit log in one transaction. Broken constraints become outcomes. */
export async function saveRow(app: App, order: SaveOrder): Promise<SaveOutcome> {
  const { table, entity, columns, seen, actor, requestId } = order;
  const at = app.clock.now();
  try {
    return await app.db.transact(async (tx): Promise<SaveOutcome> => {
      await order.before?.(tx);
      const rows = tx.catalogue;
      const isNew = order.id === undefined;
      const id = order.id ?? (await rows.insert(table, { ...columns, created_at: at }));
      if (!isNew && !(await rows.update(table, id, columns, seen))) {
        return (await rows.has(table, id)) ? { kind: 'changed_meanwhile' } : { kind: 'not_found', entity };
      }
      const action = `${entity}.${isNew ? 'created' : 'updated'}`;
      const entry = { actor, action, entity, entityId: id, facts: factsOf(columns), requestId, at };
      await tx.audit.write(entry);
      return { kind: 'saved', id };
    });
  } catch (error) {
    return toOutcome(error);
  }
}

/** Checks the input against its form first; the first problem is the answer. */
export async function checked<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  save: (value: z.output<Schema>) => Promise<SaveOutcome>,
): Promise<SaveOutcome> {
  const parsed = read(schema, input);
  return parsed.kind === 'good' ? save(parsed.value) : { kind: 'invalid', problem: firstProblem(parsed.issues) };
}

const UNIQUE: Readonly<Record<string, string>> = {
  services_code_key: 'code',
  countries_iso_key: 'iso',
  offers_service_country_key: 'serviceId, countryId',
  providers_name_key: 'name',
  providers_source_chat_once: 'options.chatId',
  routes_offer_provider_key: 'offerId, providerId',
};
const REFERENCES: Readonly<Record<string, string>> = {
  offers_service_fk: 'service',
  offers_country_fk: 'country',
  routes_offer_fk: 'offer',
  routes_provider_fk: 'provider',
};
const CHECKS: Readonly<Record<string, Problem>> = {
  providers_rate_needs_currency: problemAt('exchangeRate', 'rate_without_currency'),
  routes_on_demand_complete: problemAt('serviceCode, countryCode, maxCost', 'route_incomplete'),
};

function toOutcome(error: unknown): SaveOutcome {
  const { code, constraint = '' } = (error ?? {}) as { code?: string; constraint?: string };
  if (code === '23505' && UNIQUE[constraint]) return { kind: 'already_exists', field: UNIQUE[constraint] };
  if (code === '23503' && REFERENCES[constraint]) return { kind: 'not_found', entity: REFERENCES[constraint] };
  if (code === '23514' && CHECKS[constraint]) return { kind: 'invalid', problem: CHECKS[constraint] };
  throw error;
}

/** What may stand in the audit log: amounts as decimals, of secrets only that they were set. */
function factsOf(columns: ColumnValues): Record<string, unknown> {
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [
      name,
      Buffer.isBuffer(value) ? '[sealed]' : typeof value === 'bigint' ? formatAmount(value) : value,
    ]),
  );
}

/** Pieces of the forms. */
export const form = {
  text: (most: number) =>
    z
      .string()
      .trim()
      .min(1, says('text_length', { least: 1, most }))
      .max(most, says('text_length', { least: 1, most }))
      .refine((text) => !text.includes('\0'), says('text_with_nul')),
  whole: (least: number, most: number) =>
    z.int(says('whole_number', { least, most })).refine((value) => value >= least && value <= most, {
      ...says('whole_number', { least, most }),
    }),
  amount: () =>
    z.bigint().refine((value: Amount) => value > 0n && value <= 10_000_000_000n, {
      ...says('amount', { most: '1000000.0000' }),
    }),
};
