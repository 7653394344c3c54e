import { hash } from 'node:crypto';
import type { App } from '../../app';
import type { PlaceRow } from '../../database/acts/resale';
import type { Amount } from '../../domain/money/money';
import type { PlaceKind } from '../../domain/resale/resale-words';
import { askRoutes } from '../reservations/ask-routes';
import { randomStart } from '../reservations/random-start';
import { ASK_TIMEOUT_MS } from '../reservations/timing';
import type { ResaleCaller } from './resale-caller';
import { findResaleOrder, type ResaleOrder } from './resale-order';

export interface ResaleOrderWish {
  readonly serviceId: number;
  readonly countryId: number;
  /** Numbers of one of these operators alone; none or undefined: any. */
  readonly operator?: readonly string[];
  readonly maxPrice?: Amount;
  /** With `maxPrice`: at exactly that price or not at all. */
  readonly isFixedPrice?: boolean;
  /** Digits with the country code, how the number must not begin. */
  readonly avoidPrefixes?: readonly string[];
  /** The caller's own name of the order: under the same one nothing is bought twice. */
  readonly orderId?: string;
  /** The caller's own customer, as they name them. */
  readonly endCustomer?: string;
  readonly ref?: string;
  /** Where its own program is told of it, as `orderWebhook` found it good; undefined: where that of its key is. */
  readonly webhookUrl?: string;
  /** How long to wait for suppliers, in milliseconds; afterwards the answer is `unclear`. */
  readonly waitMs: number;
}

export type ResaleRefusal =
  | Exclude<PlaceKind, 'placed' | 'repeated'>
  | 'order_exists'
  | 'maintenance'
  | 'resale_off'
  | 'no_scope';

export interface RefusedResaleOrder {
  readonly kind: 'refused';
  readonly reason: ResaleRefusal;
  /** The offer's price for this caller, where there is such an offer. */
  readonly price?: Amount;
  /** When a pause ends. */
  readonly until?: Date;
  /** Of `order_exists` and `order_conflict`: the order that has the name. */
  readonly orderId?: number;
}

/** `unclear`: no supplier's answer is clear yet; the price is held, and the order is among the active ones. */
export type PlaceResaleOutcome =
  | { readonly kind: 'placed' | 'repeated' | 'unclear'; readonly order: ResaleOrder }
  | RefusedResaleOrder;

/**
 * The same, for whom the number is all: E.164 digits without the plus, null while no supplier gave one. `order`: where it had
 * to be read to know what came of it.
 */
export type BuyResaleOutcome =
  | {
      readonly kind: 'placed' | 'repeated' | 'unclear';
      readonly id: number;
      readonly phone: string | null;
      readonly order?: ResaleOrder;
    }
  | RefusedResaleOrder;

/** So long an answer may wait for suppliers: clients give up after 15 to 30 s. */
export const CUSTOMARY_WAIT_MS = 12_000;
/** How often somebody who repeats an order looks whether the first one is through. */
const LOOK_EVERY_MS = 200;

/**
 * Buys a number by a key, from the wallet of its user: holds the price, then asks the suppliers for as long as the caller
 * waits. What was bought under the caller's `orderId` before is the answer again.
 */
export async function placeResaleOrder(
  app: App,
  caller: ResaleCaller,
  wish: ResaleOrderWish,
): Promise<PlaceResaleOutcome> {
  const bought = await buyResaleNumber(app, caller, wish);
  if (bought.kind === 'refused') return bought;
  const { kind, order = await readBought(app, caller, bought.id) } = bought;
  return { kind, order };
}

/** The same purchase; a number from the pool takes one statement. */
export async function buyResaleNumber(
  app: App,
  caller: ResaleCaller,
  wish: ResaleOrderWish,
): Promise<BuyResaleOutcome> {
  const settings = await app.settings();
  if (!caller.scopes.has('BUY')) return { kind: 'refused', reason: 'no_scope' };
  if (!settings.isResaleOn) return { kind: 'refused', reason: 'resale_off' };
  if (settings.isInMaintenance) return { kind: 'refused', reason: 'maintenance' };
  const key = app.ids.uuid();
  const row = await place(app, caller, wish, key, settings.maxOpenResaleOrders);
  switch (row.kind) {
    case 'placed':
      if (row.status !== 'REQUESTED') return { kind: 'placed', id: row.id!, phone: row.phone };
      await ask(app, row.reservationId!, key, wish.waitMs);
      return outcome(app, caller, row, 'placed');
    case 'repeated':
      if (caller.repeatedOrder === 'REFUSE') return refused('order_exists', row);
      if (row.status === 'REQUESTED') return awaitFirst(app, caller, row, wish.waitMs);
      return outcome(app, caller, row, 'repeated');
    default:
      return refused(row.kind, row);
  }
}

async function place(app: App, caller: ResaleCaller, wish: ResaleOrderWish, key: string, maxOpen: number) {
  const operators = [...new Set(wish.operator?.map((name) => name.trim().toLowerCase()))].filter(
    (name) => name !== '' && name !== 'any',
  );
  const avoid = [...new Set(wish.avoidPrefixes?.map((prefix) => prefix.replace(/\D/g, '')))].filter(Boolean);
  const input = [wish.serviceId, wish.countryId, operators.sort(), avoid.sort()];
  const webhookUrl = wish.webhookUrl ?? null;
  const money = [wish.maxPrice === undefined ? null : String(wish.maxPrice), wish.isFixedPrice === true];
  return app.db.resaleActs.place({
    key,
    keyId: caller.keyId,
    userId: caller.userId,
    serviceId: wish.serviceId,
    countryId: wish.countryId,
    maxPrice: wish.maxPrice ?? null,
    isFixedPrice: wish.isFixedPrice === true && wish.maxPrice !== undefined,
    operators: operators.length > 0 ? operators : null,
    avoidPrefixes: avoid.length > 0 ? avoid : null,
    orderId: wish.orderId ?? null,
    inputHash: hash(
      'sha256',
      JSON.stringify([...input, ...money, ...(webhookUrl === null ? [] : [webhookUrl])]),
      'buffer',
    ),
    endCustomer: wish.endCustomer ?? null,
    ref: wish.ref ?? null,
    webhookUrl,
    now: app.clock.now(),
    start: randomStart(),
    maxOpen,
    askTimeoutMs: ASK_TIMEOUT_MS,
  });
}

/** Asks the suppliers until one sells, none is left, or the caller waits no longer; then they are asked all the same. */
async function ask(app: App, reservationId: bigint, key: string, waitMs: number): Promise<void> {
  const first = await app.db.dueReservations.findAsk(reservationId);
  if (!first) return;
  const asking = askRoutes(app, { id: reservationId, key, notify: false }, first);
  let timer: { cancel(): void } | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = app.clock.after(waitMs, resolve);
  });
  let isWaiting = true;
  const asked = asking.then(
    () => undefined,
    (err: unknown) => {
      // What was not recorded is settled by the job that looks after unclear purchases.
      if (isWaiting) throw err;
      app.log.error({ err, reservation: reservationId }, 'a purchase broke off behind its caller');
    },
  );
  try {
    await Promise.race([asked, patience]);
  } finally {
    isWaiting = false;
    timer?.cancel();
  }
}

/** Somebody else is buying it: waits for what comes of that. */
async function awaitFirst(app: App, caller: ResaleCaller, row: PlaceRow, waitMs: number): Promise<BuyResaleOutcome> {
  const until = app.clock.monotonicMs() + waitMs;
  while (app.clock.monotonicMs() < until) {
    await new Promise<void>((resolve) => app.clock.after(LOOK_EVERY_MS, resolve));
    const found = await outcome(app, caller, row, 'repeated');
    if (found.kind !== 'unclear') return found;
  }
  return outcome(app, caller, row, 'repeated');
}

async function outcome(
  app: App,
  caller: ResaleCaller,
  row: PlaceRow,
  kind: 'placed' | 'repeated',
): Promise<BuyResaleOutcome> {
  const order = await readBought(app, caller, row.id!);
  const { stage, phone } = order.reservation;
  // Nobody sold, and nothing is held any more.
  if (stage === 'CANCELED' && phone === null) return refused('no_numbers', row);
  return { kind: stage === 'REQUESTED' ? 'unclear' : kind, id: order.id, phone, order };
}

async function readBought(app: App, caller: ResaleCaller, id: number): Promise<ResaleOrder> {
  const order = await findResaleOrder(app, caller, id);
  if (!order) throw new Error(`The order ${id} that was just placed is gone.`);
  return order;
}

function refused(reason: ResaleRefusal, { price, until, id }: PlaceRow): RefusedResaleOrder {
  return {
    kind: 'refused',
    reason,
    price: price ?? undefined,
    until: reason === 'paused' ? (until ?? undefined) : undefined,
    orderId: reason === 'order_exists' || reason === 'order_conflict' ? (id ?? undefined) : undefined,
  };
}
