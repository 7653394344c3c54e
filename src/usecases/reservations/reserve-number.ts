import type { App } from '../../app';
import type { ReserveRow, RouteToAsk } from '../../database/acts/reservation-rows';
import type { DiscountVerdict } from '../../domain/growth/growth-words';
import type { Amount } from '../../domain/money/money';
import { askRoutes } from './ask-routes';
import { randomStart } from './random-start';
import { findReservation, type ReservationView } from './reservation-view';
import { ASK_TIMEOUT_MS } from './timing';

export interface ReserveOrder {
  /** A UUID made before the act: the same key is the same purchase, however often it is sent. */
  readonly key: string;
  readonly userId: bigint;
  readonly offerId: number;
  /** The price that the buyer saw and agreed to. */
  readonly price: Amount;
  /** It was shown by the discount that they chose; else the list price is asked. */
  readonly withPromo?: boolean;
}

export type ReserveRefusal = Exclude<ReserveRow['kind'], 'reserved' | 'repeated'> | 'maintenance';

export interface ReserveRefused {
  readonly kind: 'refused';
  readonly reason: ReserveRefusal;
  /** The price for this buyer now; null when there is no such offer. */
  readonly price: Amount | null;
  readonly available: Amount | null;
  /** When a pause ends. */
  readonly until: Date | null;
  /** The discount that they chose; null: none. */
  readonly promo: { readonly code: string; readonly says: DiscountVerdict } | null;
}

export interface ReservationOpened {
  readonly kind: 'reserved' | 'repeated';
  readonly reservationId: bigint;
  /** The route to ask first; undefined for a pool number, which is there already, and for a repeated order. */
  readonly ask?: RouteToAsk;
}

export type ReserveOutcome =
  | { readonly kind: 'reserved' | 'repeated'; readonly reservationId: bigint; readonly view: ReservationView }
  | ReserveRefused;

/**
 * Reserves a number: holds the price, then asks the suppliers. The view's stage is WAITING_CODE, REQUESTED (no supplier's
 * answer is clear yet) or CANCELED (nobody sold).
 */
export async function reserveNumber(app: App, order: ReserveOrder): Promise<ReserveOutcome> {
  const opened = await openReservation(app, order);
  if (opened.kind === 'refused') return opened;
  const { kind, reservationId, ask } = opened;
  if (ask) await askRoutes(app, { id: reservationId, key: order.key, notify: false }, ask);
  const view = await findReservation(app, { id: reservationId });
  return { kind, reservationId, view: view! };
}

/** The hold only, in one statement: a pool number is reserved with it, an on-demand one is still to be asked for. */
export async function openReservation(app: App, order: ReserveOrder): Promise<ReservationOpened | ReserveRefused> {
  const settings = await app.settings();
  if (settings.isInMaintenance) return refused('maintenance');
  const row = await reserve(app, order, settings.maxOpenReservations);
  if (!row) return refused('key_conflict');
  if (row.kind === 'reserved' || row.kind === 'repeated') {
    const mustAsk = row.kind === 'reserved' && row.status === 'REQUESTED';
    const ask = mustAsk ? await app.db.dueReservations.findAsk(row.reservationId) : undefined;
    return { kind: row.kind, reservationId: row.reservationId, ask };
  }
  return refused(row.kind, row);
}

async function reserve(app: App, order: ReserveOrder, maxOpen: number): Promise<ReserveRow | undefined> {
  const now = app.clock.now();
  try {
    const start = randomStart();
    const limits = { maxOpen, askTimeoutMs: ASK_TIMEOUT_MS };
    return await app.db.reservations.reserve({ ...order, ...limits, withPromo: order.withPromo ?? false, now, start });
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'reservations_key_key') throw error;
    // The key was used before, by this very order or by another one; the database let neither in twice.
    return app.db.reservations.findRepeated(order);
  }
}

function refused(reason: ReserveRefusal, row?: ReserveRow): ReserveRefused {
  return {
    kind: 'refused',
    reason,
    price: row?.price ?? null,
    available: row?.available ?? null,
    until: row?.until ?? null,
    promo: row?.promoCode && row.promoSays ? { code: row.promoCode, says: row.promoSays } : null,
  };
}
