import type { ResaleOfferRow } from '../../../database/queries/resale-catalogue';
import type { Amount } from '../../../domain/money/money';
import type { TradeTable } from '../../../usecases/resale/trade-table';
import type { ResaleTable, ResaleTables } from './resale-tables';

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
  /** For what is rendered of them. */
  readonly form: string;
  readonly table: ResaleTable<ResaleOfferRow>;
}

/** `dialect` names what `trade` holds the words of. What has none in it (a deleted service) is left out. */
export async function soldOffers(o: {
  tables: ResaleTables<ResaleOfferRow>;
  priceGroupId: number | null;
  trade: TradeTable;
  dialect: string;
}): Promise<SoldOffers> {
  const table = await o.tables.get(o.priceGroupId);
  const form = `${o.dialect} ${o.trade.version}`;
  return { ...table.derived(form, (rows) => index(rows, o.trade)), form, table };
}

function index(rows: readonly ResaleOfferRow[], trade: TradeTable): Omit<SoldOffers, 'form' | 'table'> {
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
