import { type OfferRow, STOCK_CAP } from '../../database/queries/storefront-offers';
import type { Amount } from '../../domain/money/money';

/** One service in one country at one price, with what a buyer wants to know before he decides. */
export interface OfferView {
  readonly offerId: number;
  readonly serviceId: number;
  readonly serviceName: string;
  readonly serviceEmoji: string;
  readonly countryId: number;
  readonly countryIso: string;
  readonly countryName: string;
  readonly price: Amount;
  readonly isOnSale: boolean;
  /** Seconds that the number stays the buyer's. */
  readonly timeoutS: number;
  /** Undefined when no supplier says. */
  readonly stock: number | undefined;
  /** There is more than `stock` says. */
  readonly isStockCapped: boolean;
  /** 0..1; undefined when too few reservations ended to tell. */
  readonly successRate: number | undefined;
  readonly medianS: number | undefined;
}

/** With fewer ended reservations a share says more about chance than about the offer. */
export const ENOUGH_TO_TELL = 5;

export function toOfferView(row: OfferRow): OfferView {
  const { ended, completed, medianS, stock, ...facts } = row;
  return {
    ...facts,
    stock: stock === null ? undefined : Math.min(stock, STOCK_CAP),
    isStockCapped: stock !== null && stock > STOCK_CAP,
    ...successFigures({ ended, completed, medianS }),
  };
}

/** A success rate and a median, once there is enough to tell. */
export function successFigures(o: { ended: number; completed: number; medianS: number | null }) {
  const isEnough = o.ended >= ENOUGH_TO_TELL;
  return {
    successRate: isEnough ? o.completed / o.ended : undefined,
    medianS: isEnough && o.medianS !== null ? o.medianS : undefined,
  };
}
