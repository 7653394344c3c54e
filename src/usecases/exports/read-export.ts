import { z } from 'zod';
import type { ExportFilters } from '../../database/exports/sources';
import { ACTOR_TYPES, MESSAGE_SOURCES, MESSAGE_STATUSES, TRANSFER_TYPES } from '../../domain/enum-values';
import type { ExportEntity } from '../../domain/exports/export-kinds';
import { parseAmount } from '../../domain/money/money';
import { NUMBER_ORIGINS, NUMBER_STATUSES } from '../../domain/number/number-status';
import { PAYMENT_STATUSES } from '../../domain/payment/payment-status';
import { type Problem, problemAt } from '../../domain/problems';
import { END_REASONS, publicStatus, RESERVATION_STATUSES } from '../../domain/reservation/reservation-status';
import { SUPPORT_STATES, SUPPORT_TOPICS } from '../../domain/support/support-words';
import { form } from '../../resources/kit/fields';
import { problemOf, read, says } from '../../resources/kit/zod-problems';

const LARGEST_ID = 2n ** 63n - 1n;
const PUBLIC_STATUSES = [...new Set(RESERVATION_STATUSES.map(publicStatus))];

const bigId = z
  .string()
  .refine((text) => /^\d{1,19}$/.test(text) && BigInt(text) <= LARGEST_ID, says('id'))
  .transform(BigInt);
const smallId = z
  .string()
  .regex(/^\d{1,9}$/, says('id'))
  .transform(Number);
const flag = z.enum(['true', 'false', '1', '0'], says('flag')).transform((text) => /^(true|1)$/.test(text));
const instant = form.instant();
const text = z
  .string()
  .max(200, says('text_at_most', { most: 200 }))
  .refine((value) => !value.includes('\0'), says('text_with_nul'));
const phone = text.transform((given) => given.replace(/[^\d]/g, ''));
const amount = z
  .string()
  .refine((given) => parseAmount(given) !== undefined, says('decimal'))
  .transform((given) => parseAmount(given)!);

/** Several, separated by commas. */
function some<const Values extends readonly string[]>(values: Values) {
  const error = says('some_of', { names: values.join(',') });
  return z
    .string()
    .transform((given) => given.split(','))
    .pipe(z.array(z.enum(values, error), error));
}
const one = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, says('one_of', { names: values.join(', ') }));

const FILTERS = {
  users: z.object({
    telegramId: bigId,
    username: text,
    search: text,
    isBanned: flag,
    isBlockingBot: flag,
    language: one(['en', 'ar', 'ru']),
    joinedFrom: instant,
    joinedTo: instant,
    seenFrom: instant,
  }),
  transactions: z.object({
    userId: bigId,
    reservationId: bigId,
    types: some(TRANSFER_TYPES),
    actorType: one(ACTOR_TYPES),
    actorId: text,
    minAmount: amount,
    from: instant,
    to: instant,
  }),
  reservations: z.object({
    userId: bigId,
    statuses: some(PUBLIC_STATUSES),
    serviceId: smallId,
    countryId: smallId,
    providerId: smallId,
    origin: one(NUMBER_ORIGINS),
    endReasons: some(END_REASONS),
    phone,
    from: instant,
    to: instant,
  }),
  numbers: z.object({
    serviceId: smallId,
    countryId: smallId,
    providerId: smallId,
    statuses: some(NUMBER_STATUSES),
    origin: one(NUMBER_ORIGINS),
    phone,
    createdFrom: instant,
    createdBefore: instant,
  }),
  messages: z.object({
    statuses: some(MESSAGE_STATUSES),
    orphanReason: text,
    providerId: smallId,
    reservationId: bigId,
    source: one(MESSAGE_SOURCES),
    phone,
    from: instant,
    to: instant,
  }),
  payments: z.object({
    userId: bigId,
    methodId: smallId,
    statuses: some(PAYMENT_STATUSES),
    from: instant,
    to: instant,
  }),
  receipts: z.object({
    userId: bigId,
    methodId: smallId,
    paymentId: bigId,
    isUnclaimed: flag,
    from: instant,
    to: instant,
  }),
  support: z.object({
    userId: bigId,
    topic: one(SUPPORT_TOPICS),
    state: one(SUPPORT_STATES),
    isWaiting: flag,
    reservationId: bigId,
    paymentId: bigId,
    receiptId: bigId,
    from: instant,
    to: instant,
  }),
} as const;

const manner = z.object({
  after: bigId,
  limit: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, says('rows'))
    .transform(Number),
  header: flag,
  bom: flag,
  gzip: flag,
});

export interface ReadExport<Entity extends ExportEntity> {
  readonly filter: ExportFilters[Entity];
  readonly manner: Partial<z.output<typeof manner>>;
}

export type ReadExportOutcome<Entity extends ExportEntity> =
  | ({ readonly kind: 'read' } & ReadExport<Entity>)
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/** Reads the query of an export: the filters of the list in GraphQL, and how the file shall be. Names every mistake. */
export function readExport<Entity extends ExportEntity>(entity: Entity, query: unknown): ReadExportOutcome<Entity> {
  const filters = FILTERS[entity].partial();
  const parsed = read(z.strictObject({ ...filters.shape, ...manner.partial().shape }), query);
  if (parsed.kind === 'bad') {
    const names = [...Object.keys(filters.shape), ...Object.keys(manner.shape)].join(', ');
    const problems = parsed.issues.map((issue) =>
      issue.code === 'unrecognized_keys'
        ? problemAt(issue.keys.join(', '), 'unknown_here', { names })
        : { ...problemOf(issue), path: issue.path.join('.') },
    );
    return { kind: 'invalid', problems };
  }
  const entries = Object.entries(parsed.value).filter(([, value]) => value !== undefined);
  const isManner = ([name]: [string, unknown]) => name in manner.shape;
  const filter = Object.fromEntries(entries.filter((entry) => !isManner(entry)));
  return {
    kind: 'read',
    filter: (entity === 'reservations' ? toStages(filter) : filter) as ExportFilters[Entity],
    manner: Object.fromEntries(entries.filter(isManner)),
  };
}

/** Reservations are filtered by what buyers see, and kept by stages. */
function toStages({ statuses, ...rest }: Record<string, unknown>): object {
  if (statuses === undefined) return rest;
  const wanted = statuses as readonly string[];
  return { ...rest, stages: RESERVATION_STATUSES.filter((stage) => wanted.includes(publicStatus(stage))) };
}
