import type { Amount } from '../../domain/money/money';
import type { Clock } from '../../ports/clock';
import type {
  OpenOrders,
  OrderState,
  PriceFilter,
  PriceList,
  ProviderCatalogue,
  ProviderFault,
  ReceivedText,
  UpstreamOrder,
} from '../../ports/sms-provider';
import type { Ask } from '../kit/adapter';
import { countryName, isoOfLetters } from '../kit/countries';
import { unread } from '../kit/readings';
import type { ShownSms } from '../kit/shown-sms';
import { type PvaOrder, readOrders } from './read-order';
import { readCounts, readPrice, readPrices } from './read-tables';

/** Prices by country and service, those that were read lately and others. */
export class KnownPrices {
  readonly #known = new Map<string, { readonly cost: Amount; readonly readAtMs: number }>();

  constructor(
    private readonly ask: Ask<readonly string[]>,
    private readonly clock: Clock,
    private readonly freshMs: number,
  ) {}

  note(countryCode: string, serviceCode: string, cost: Amount): void {
    this.#known.set(`${countryCode}/${serviceCode}`, { cost, readAtMs: this.clock.monotonicMs() });
  }

  find(countryCode: string, serviceCode: string): Amount | undefined {
    const found = this.#known.get(`${countryCode}/${serviceCode}`);
    return found && this.clock.monotonicMs() - found.readAtMs <= this.freshMs ? found.cost : undefined;
  }

  /** Asks for the price, known or not, and notes it. */
  async read(countryCode: string, serviceCode: string): Promise<Amount | ProviderFault> {
    const price = await this.ask('serviceprice', [countryCode, serviceCode], readPrice);
    if (price.kind === 'fault') return price;
    this.note(countryCode, serviceCode, price.cost);
    return price.cost;
  }
}

/** Prices of one offer or of the whole table. The stock is told for one country at a time. */
export async function listPrices(
  ask: Ask<readonly string[]>,
  known: KnownPrices,
  filter: PriceFilter,
): Promise<PriceList | ProviderFault> {
  const table = await readTable(ask, known, filter);
  if (table.kind === 'fault' || filter.countryCode === undefined) return table;
  const stock = await ask('countnumbers', [filter.countryCode], readCounts);
  if (stock.kind === 'fault') return stock;
  return { ...table, rows: table.rows.map((row) => ({ ...row, count: stock.counts.get(row.serviceCode) ?? 0 })) };
}

async function readTable(
  ask: Ask<readonly string[]>,
  known: KnownPrices,
  { serviceCode, countryCode }: PriceFilter,
): Promise<PriceList | ProviderFault> {
  if (countryCode !== undefined && serviceCode !== undefined) {
    const cost = await known.read(countryCode, serviceCode);
    return typeof cost === 'bigint' ? { kind: 'prices', rows: [{ serviceCode, countryCode, cost }] } : cost;
  }
  const table = await ask('servicesprices', [], readPrices);
  if (table.kind === 'fault') return table;
  for (const row of table.rows) known.note(row.countryCode, row.serviceCode, row.cost);
  const rows = table.rows
    .filter((row) => countryCode === undefined || row.countryCode === countryCode)
    .filter((row) => serviceCode === undefined || row.serviceCode === serviceCode)
    .map(({ serviceName: _, ...row }) => row);
  return { ...table, rows };
}

/** There is no list of services or countries; what has a price is known. */
export async function listCatalogue(ask: Ask<readonly string[]>): Promise<ProviderCatalogue | ProviderFault> {
  const table = await ask('servicesprices', [], readPrices);
  if (table.kind === 'fault') return table;
  const services = new Map(table.rows.map(({ serviceCode, serviceName }) => [serviceCode, serviceName]));
  const countries = [...new Set(table.rows.map(({ countryCode }) => countryCode))].map((code) => {
    const iso = isoOfLetters(code);
    return { code, name: countryName(iso ?? code), iso };
  });
  return { kind: 'catalogue', services: [...services].map(([code, name]) => ({ code, name })), countries };
}

type Look = (orderId: string) => Promise<OrderState | ProviderFault>;

/** All open orders. Where the list says only that there is an SMS, the order itself is read. */
export async function listOrders(
  ask: Ask<readonly string[]>,
  shown: ShownSms,
  look: Look,
): Promise<OpenOrders | ProviderFault> {
  const begunAt = shown.begin();
  const list = await ask('orders', [], readOrders);
  if (list.kind === 'fault') return list;
  const orders: UpstreamOrder[] = [];
  for (const order of list.orders) {
    const messages = order.hasUnseenSms ? await unseen(order, look) : listed(order, shown, begunAt);
    if ('fault' in messages) return messages;
    const { orderId, phone, serviceCode, countryCode } = order;
    orders.push({ orderId, phone, serviceCode, countryCode, messages });
  }
  return { kind: 'orders', orders, ...unread(list.unreadable) };
}

function listed({ orderId, sms }: PvaOrder, shown: ShownSms, begunAt: number): ReceivedText[] {
  if (sms) return [shown.text(orderId, sms, begunAt)];
  shown.nothingYet(orderId, begunAt);
  return [];
}

async function unseen({ orderId }: PvaOrder, look: Look): Promise<readonly ReceivedText[] | ProviderFault> {
  const state = await look(orderId);
  if (state.kind === 'fault') return state;
  return state.kind === 'received' ? state.messages : [];
}
