import type { ResaleOfferRow } from '../../../database/queries/resale-catalogue';
import type { Amount } from '../../../domain/money/money';
import type { TradeTable } from '../../../usecases/resale/trade-table';
import { type RenderedBytes, renderedBytes } from './rendered-bytes';
import type { ResaleTables } from './resale-tables';

/** One thing on sale, by the words of a dialect. */
export interface SoldOffer {
  readonly serviceCode: string;
  readonly countryCode: string;
  readonly price: Amount;
  /** Numbers that can be delivered now. */
  readonly count: number;
  readonly successRate: number | null;
  /** In small letters: whose numbers can be asked for. */
  readonly operators: readonly string[];
}

/** All that is sold to somebody, under the words of a dialect, and by them. */
export interface SoldOffers {
  readonly all: readonly SoldOffer[];
  readonly byService: ReadonlyMap<string, readonly SoldOffer[]>;
  readonly byCountry: ReadonlyMap<string, readonly SoldOffer[]>;
  /** Something of them as bytes, made once and kept until an offer or a word changes. */
  rendered(name: string, render: () => string): RenderedBytes;
}

/** What has no word in `trade` (a deleted service) is left out. */
export async function soldOffers(o: {
  tables: ResaleTables<ResaleOfferRow>;
  priceGroupId: number | null;
  trade: TradeTable;
}): Promise<SoldOffers> {
  const table = await o.tables.get(o.priceGroupId);
  return table.derived(o.trade, (rows) => index(rows, o.trade));
}

function index(rows: readonly ResaleOfferRow[], trade: TradeTable): SoldOffers {
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
  const made = new Map<string, RenderedBytes>();
  return {
    ...{ all, byService, byCountry },
    rendered(name, render) {
      const bytes = made.get(name) ?? renderedBytes(render());
      made.set(name, bytes);
      return bytes;
    },
  };
}

function put(lists: Map<string, SoldOffer[]>, code: string, offer: SoldOffer): void {
  const list = lists.get(code);
  if (list) list.push(offer);
  else lists.set(code, [offer]);
}
