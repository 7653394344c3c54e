import type { Clock } from '../../ports/clock';
import type { OpenOrders, PriceFilter, PriceList, ProviderFault, UpstreamOrder } from '../../ports/sms-provider';
import type { Ask } from '../kit/adapter';
import { unread } from '../kit/readings';
import type { ShownSms } from '../kit/shown-sms';
import { readActive } from './read-order';
import { type NamedRow, readNames, readPrice, readPricing, readStock } from './read-tables';

/** All open orders. The list names services and countries, which are turned into codes. */
export async function listOrders(ask: Ask, shown: ShownSms, names: PoolNames): Promise<OpenOrders | ProviderFault> {
  const begunAt = shown.begin();
  const list = await ask('request/active', {}, readActive);
  if (list.kind === 'fault') return list;
  if (list.rows.length === 0) return { kind: 'orders', orders: [], ...unread(list.unreadable) };
  const { serviceOf, countryOf } = await names.codes();
  const orders = list.rows.map(({ orderId, phone, service, shortName, sms, expiresAt }): UpstreamOrder => {
    if (!sms) shown.nothingYet(orderId, begunAt);
    const messages = sms ? [shown.text(orderId, sms, begunAt)] : [];
    return { orderId, phone, serviceCode: serviceOf(service), countryCode: countryOf(shortName), expiresAt, messages };
  });
  return { kind: 'orders', orders, ...unread(list.unreadable) };
}

/** One service in one country has a stock; tables of more have prices alone. */
export async function listPrices(
  ask: Ask,
  { serviceCode, countryCode }: PriceFilter,
): Promise<PriceList | ProviderFault> {
  const wanted = { country: countryCode, service: serviceCode };
  if (serviceCode === undefined || countryCode === undefined) return ask('request/pricing', wanted, readPricing);
  const price = await ask('request/price', wanted, readPrice);
  if (price.kind === 'fault') return price;
  const stock = await ask('sms/stock', wanted, readStock);
  if (stock.kind === 'fault') return stock;
  return { kind: 'prices', rows: [{ serviceCode, countryCode, cost: price.cost, count: stock.count }] };
}

interface PoolCatalogue {
  readonly kind: 'names';
  readonly countries: readonly NamedRow[];
  readonly services: readonly NamedRow[];
}

const FRESH_MS = 3_600_000;

/**
 * Codes by name. The list of open orders shows a service by its name and a country by its short name, where everything else
 * uses numbers. Names are read seldom; without them rows of the list simply carry no codes.
 */
export class PoolNames {
  #known?: { readonly catalogue: PoolCatalogue; readonly readAtMs: number };

  constructor(
    private readonly ask: Ask,
    private readonly clock: Clock,
  ) {}

  /** Reads anew, and remembers. */
  async refresh(): Promise<PoolCatalogue | ProviderFault> {
    const catalogue = await this.#read();
    if (catalogue.kind === 'names') this.#known = { catalogue, readAtMs: this.clock.monotonicMs() };
    return catalogue;
  }

  async codes(): Promise<{
    serviceOf(name?: string): string | undefined;
    countryOf(shortName?: string): string | undefined;
  }> {
    const ageMs = this.#known ? this.clock.monotonicMs() - this.#known.readAtMs : Number.POSITIVE_INFINITY;
    if (ageMs > FRESH_MS) await this.refresh();
    const { services = [], countries = [] } = this.#known?.catalogue ?? {};
    return {
      serviceOf: (name) => only(services.filter((row) => row.name === name || row.code === name)),
      countryOf: (shortName) => only(countries.filter((row) => row.shortName === shortName)),
    };
  }

  async #read(): Promise<PoolCatalogue | ProviderFault> {
    const countries = await this.ask('country/retrieve_all', {}, readNames);
    if (countries.kind === 'fault') return countries;
    const services = await this.ask('service/retrieve_all', {}, readNames);
    return services.kind === 'fault' ? services : { kind: 'names', countries: countries.rows, services: services.rows };
  }
}

/** A name that stands for two codes stands for none. */
const only = (rows: readonly NamedRow[]): string | undefined => (rows.length === 1 ? rows[0]!.code : undefined);
