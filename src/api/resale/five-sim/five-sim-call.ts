import type { App } from '../../../app';
import type { ResaleOfferRow } from '../../../database/queries/resale-catalogue';
import type { ResaleCaller } from '../../../usecases/resale/resale-caller';
import type { TradeTable } from '../../../usecases/resale/trade-table';
import type { ResaleTables } from '../tables/resale-tables';
import type { FiveSimAnswer } from './answers';

/** A request about the catalogue, which needs no key where the shop says so. */
export interface FiveSimGuestCall {
  readonly app: App;
  /** Null: a stranger, or in no group. */
  readonly priceGroupId: number | null;
  /** What stands in the path, in small letters. */
  readonly parts: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** The words of this protocol. */
  readonly trade: TradeTable;
  readonly tables: ResaleTables<ResaleOfferRow>;
}

export interface FiveSimCall extends FiveSimGuestCall {
  readonly caller: ResaleCaller;
}

export type FiveSimGuestPath = (call: FiveSimGuestCall) => Promise<FiveSimAnswer>;
export type FiveSimPath = (call: FiveSimCall) => Promise<FiveSimAnswer>;
