import type { DiscountVerdict } from '../../domain/growth/growth-words';
import type { Amount } from '../../domain/money/money';
import type { ReservationStatus } from '../../domain/reservation/reservation-status';

/** An upstream order still to be placed. */
export interface RouteToAsk {
  readonly routeId: number;
  readonly providerId: number;
  readonly serviceCode: string | null;
  readonly countryCode: string | null;
  readonly operator: string | null;
  readonly maxCost: Amount | null;
}

export interface ReserveRow {
  readonly kind:
    | 'reserved'
    | 'repeated'
    | 'key_conflict'
    | 'offer_gone'
    | 'price_changed'
    | 'banned'
    | 'paused'
    | 'too_many_open'
    | 'insufficient_funds'
    | 'out_of_stock';
  readonly reservationId: bigint;
  readonly status: ReservationStatus;
  readonly phone: string | null;
  /** The price for this buyer now (also when it differs from the one they agreed to). */
  readonly price: Amount;
  readonly available: Amount;
  /** The deadline; for `paused`, when buying is allowed again. */
  readonly until: Date | null;
  /** The discount that the buyer chose, and whether it counts. */
  readonly promoCode: string | null;
  readonly promoSays: DiscountVerdict | null;
}

export interface AdvanceRow extends RouteToAsk {
  readonly kind: 'next_route' | 'from_pool' | 'canceled' | 'not_asking';
  readonly status: ReservationStatus;
  readonly phone: string | null;
}

export interface ChangeRow extends RouteToAsk {
  readonly kind: 'changed' | 'repeated' | 'too_early' | 'not_waiting' | 'not_yours' | 'out_of_stock';
  readonly reservationId: bigint;
  readonly status: ReservationStatus;
  readonly phone: string | null;
  /** The deadline; for `too_early`, when changing is allowed. */
  readonly until: Date | null;
}
