import type { ResaleOfferRow } from '../../../database/queries/resale-catalogue';
import type { TradeTable } from '../../../usecases/resale/trade-table';
import type { ResaleTable } from '../tables/resale-tables';
import type { HandlerCall } from './handler-call';
import type { RankedOffer } from './shapes/prices';

/** An offer with the operators, in small letters, whose numbers can be asked for. */
export interface SoldOffer extends RankedOffer {
  readonly operators: readonly string[];
}

/** All that is sold to somebody, under the codes of this protocol, and by them. */
export interface PricedOffers {
  readonly all: readonly SoldOffer[];
  readonly byService: ReadonlyMap<string, readonly SoldOffer[]>;
  readonly byCountry: ReadonlyMap<string, readonly SoldOffer[]>;
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
  const all: SoldOffer[] = [];
  const byService = new Map<string, SoldOffer[]>();
  const byCountry = new Map<string, SoldOffer[]>();
  for (const { serviceId, countryId, price, count, successRate, operators } of rows) {
    const serviceCode = trade.serviceById.get(serviceId)?.code;
    const countryCode = trade.countryById.get(countryId)?.code;
    if (!serviceCode || !countryCode) continue;
    const offer = { serviceCode, countryCode, price, count, successRate, operators };
    all.push(offer);
    put(byService, serviceCode, offer);
    put(byCountry, countryCode, offer);
  }
  return { all, byService, byCountry };
}

function put(lists: Map<string, SoldOffer[]>, code: string, offer: SoldOffer): void {
  const list = lists.get(code);
  if (list) list.push(offer);
  else lists.set(code, [offer]);
}
