import type { ResaleOfferRow } from '../../../database/queries/resale-catalogue';
import type { TradeTable } from '../../../usecases/resale/trade-table';
import type { ResaleTable } from '../tables/resale-tables';
import type { HandlerCall } from './handler-call';
import type { RankedOffer } from './shapes/prices';

/** All that is sold to somebody, under the codes of this protocol, and by them. */
export interface PricedOffers {
  readonly all: readonly RankedOffer[];
  readonly byService: ReadonlyMap<string, readonly RankedOffer[]>;
  readonly byCountry: ReadonlyMap<string, readonly RankedOffer[]>;
  /** For what is rendered of them. */
  readonly form: string;
  readonly table: ResaleTable<ResaleOfferRow>;
}

export async function pricedOffers({ caller, trade, tables }: HandlerCall): Promise<PricedOffers> {
  const table = await tables.get(caller.priceGroupId);
  const form = `handler_api ${trade.version}`;
  const indexed = table.derived(form, (rows) => index(rows, trade));
  return { ...indexed, form, table };
}

function index(rows: readonly ResaleOfferRow[], trade: TradeTable): Omit<PricedOffers, 'form' | 'table'> {
  const all: RankedOffer[] = [];
  const byService = new Map<string, RankedOffer[]>();
  const byCountry = new Map<string, RankedOffer[]>();
  for (const { serviceId, countryId, price, count, successRate } of rows) {
    const serviceCode = trade.serviceById.get(serviceId)?.code;
    const countryCode = trade.countryById.get(countryId)?.code;
    if (!serviceCode || !countryCode) continue;
    const offer = { serviceCode, countryCode, price, count, successRate };
    all.push(offer);
    put(byService, serviceCode, offer);
    put(byCountry, countryCode, offer);
  }
  return { all, byService, byCountry };
}

function put(lists: Map<string, RankedOffer[]>, code: string, offer: RankedOffer): void {
  const list = lists.get(code);
  if (list) list.push(offer);
  else lists.set(code, [offer]);
}
