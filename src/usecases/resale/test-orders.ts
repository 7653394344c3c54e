import { hash } from 'node:crypto';
import type { App } from '../../app';
import type { ResaleOrder as StoredOrder } from '../../database/entities/resale-order.entity';
import { addMs } from '../../domain/time';
import type { ResaleCaller } from './resale-caller';
import { isResaleId } from './resale-order';

/** Services that only try the interface: no money moves, no number is taken, no supplier is asked. */
export const TEST_SERVICES = ['test_success', 'test_delayed', 'test_timeout', 'test_no_numbers'] as const;
export type TestService = (typeof TEST_SERVICES)[number];

/** When its code comes, in milliseconds; undefined: never. */
const CODE_AFTER_MS: Readonly<Partial<Record<TestService, number>>> = { test_success: 3_000, test_delayed: 30_000 };
const LIFETIME_MS = 120_000;
/** What their code comes in. */
export const TEST_SMS = { code: '012345', text: 'Your code is 012345' } as const;

export interface TestOrder {
  readonly id: number;
  readonly service: TestService;
  /** ISO 3166, as it was asked for. */
  readonly country: string;
  readonly status: 'waiting' | 'completed' | 'finished' | 'expired' | 'canceled';
  /** E.164 digits of the range that is kept for fiction. */
  readonly phone: string;
  readonly idempotencyKey: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly messages: readonly {
    readonly id: string;
    readonly code: string;
    readonly text: string;
    readonly at: Date;
  }[];
}

export type PlaceTestOutcome =
  | { readonly kind: 'placed' | 'repeated'; readonly order: TestOrder }
  | { readonly kind: 'no_numbers' | 'order_conflict' | 'order_exists' | 'no_scope' };

export const isTestService = (code: string): code is TestService => (TEST_SERVICES as readonly string[]).includes(code);

/** An order of a test service. `resale_orders_once` forbids a second one of the same name. */
export async function placeTestOrder(
  app: App,
  caller: ResaleCaller,
  { service, country, orderId }: { service: TestService; country: string; orderId: string },
): Promise<PlaceTestOutcome> {
  if (!caller.scopes.has('BUY')) return { kind: 'no_scope' };
  if (service === 'test_no_numbers') return { kind: 'no_numbers' };
  const inputHash = hash('sha256', JSON.stringify([service, country]), 'buffer');
  const draft = { keyId: caller.keyId, userId: caller.userId, orderId, inputHash, createdAt: app.clock.now() };
  const { row, isNew } = await app.db.resale.placeTest({ ...draft, testKind: `${service}/${country}` });
  if (isNew) return { kind: 'placed', order: toTestOrder(row, app.clock.now()) };
  if (row.testKind === null || !row.inputHash.equals(inputHash)) return { kind: 'order_conflict' };
  if (caller.repeatedOrder === 'REFUSE') return { kind: 'order_exists' };
  return { kind: 'repeated', order: toTestOrder(row, app.clock.now()) };
}

/** Undefined when there is none, or when it is another user's. */
export async function findTestOrder(
  app: App,
  caller: Pick<ResaleCaller, 'userId'>,
  id: number,
): Promise<TestOrder | undefined> {
  const row = isResaleId(id) ? await app.db.resale.findTest(id, caller.userId) : undefined;
  return row ? toTestOrder(row, app.clock.now()) : undefined;
}

/** The buyer needs it no more: canceled before its code, finished after it. False when it had ended before. */
export async function endTestOrder(app: App, order: TestOrder): Promise<boolean> {
  if (order.status !== 'waiting' && order.status !== 'completed') return false;
  return app.db.resale.finish(order.id, app.clock.now());
}

/** What became of it follows from the time alone. */
export function toTestOrder(row: StoredOrder, now: Date): TestOrder {
  const [service, country] = row.testKind!.split('/') as [TestService, string];
  const codeAfterMs = CODE_AFTER_MS[service];
  const codeAt = codeAfterMs === undefined ? undefined : addMs(row.createdAt, codeAfterMs);
  const expiresAt = addMs(row.createdAt, LIFETIME_MS);
  const seenUntil = row.finishedAt && row.finishedAt < now ? row.finishedAt : now;
  const hasCode = codeAt !== undefined && codeAt <= seenUntil;
  const isOver = expiresAt <= now;
  return {
    id: row.id,
    service,
    country,
    status: row.finishedAt
      ? hasCode
        ? 'finished'
        : 'canceled'
      : hasCode
        ? 'completed'
        : isOver
          ? 'expired'
          : 'waiting',
    phone: `120255501${String(row.id % 100).padStart(2, '0')}`,
    idempotencyKey: row.orderId,
    createdAt: row.createdAt,
    expiresAt,
    messages: hasCode ? [{ id: `test-${row.id}`, ...TEST_SMS, at: codeAt }] : [],
  };
}
