import { Secret } from '../../config/secret';
import { formatAmountShort } from '../../domain/money/money';
import type { Clock } from '../../ports/clock';
import type {
  AcquiredNumber,
  AcquireRequest,
  CloseReply,
  OrderState,
  PriceRow,
  ProviderCapability,
  ProviderFault,
  ProviderSettings,
  SmsProvider,
  SupplierCatalogue,
  UpstreamOrder,
} from '../../ports/sms-provider';
import { lookAfterCancel, wasTried } from '../look-after-close';
import { providerFault } from '../provider-fault';
import type { VendorDoor } from '../vendor-door';
import type { Unclear } from '../vendor-reply';
import type { FiveSimSettings } from './five-sim-settings';
import { listOpenOrders } from './list-open-orders';
import { readBalance } from './read-account';
import { readCountries, readServices } from './read-catalogue';
import type { CloseStep } from './read-close';
import { readClose } from './read-close';
import type { FiveSimOrder } from './read-order';
import { readOrder } from './read-order';
import { cheapestOfOperators, readOperatorPrices } from './read-prices';
import { readPurchase } from './read-purchase';

const CAPABILITIES: readonly ProviderCapability[] = [
  'purchase',
  'prices',
  'stock',
  'catalogue',
  'operators',
  'resend',
  'cancel',
  'finish',
  'ban',
  'balance',
  'activeList',
  'maxPrice',
];
/** The whole price table is about 9 MB. */
const LARGEST_BODY = 16 * 1024 * 1024;

/** 5sim's own REST protocol, version 1. Services, countries and operators are names such as `telegram` and `england`. */
export class FiveSimProvider implements SmsProvider {
  readonly id: number;
  readonly name: string;
  readonly capabilities: ReadonlySet<ProviderCapability> = new Set(CAPABILITIES);

  constructor(
    private readonly settings: ProviderSettings,
    private readonly fiveSim: FiveSimSettings,
    private readonly door: VendorDoor,
    private readonly clock: Clock,
  ) {
    this.id = settings.id;
    this.name = settings.name;
  }

  async acquire(request: AcquireRequest): Promise<AcquiredNumber | ProviderFault> {
    const { serviceCode, countryCode, operator = 'any', maxCost } = request;
    const dear = operator === 'any' ? undefined : await this.#refuseDearOperator(request, operator);
    if (dear) return dear;
    const askedAt = this.clock.now().getTime();
    const place = [countryCode, operator, serviceCode].map(encodeURIComponent).join('/');
    const query = operator === 'any' ? { maxPrice: formatAmountShort(maxCost) } : {};
    const answer = await this.#ask('user/buy', `/user/buy/activation/${place}`, query, 'unknown_outcome');
    if (answer.kind === 'fault') return answer;
    const bought = this.door.noteRate(readPurchase(answer));
    if (bought.kind === 'fault') return bought;
    const { lifetimeMs = this.fiveSim.lifetimeMs, ...number } = bought;
    // How long a cancel must wait 5sim does not say; that stands in our row.
    return { ...number, expiresAt: new Date(askedAt + lifetimeMs) };
  }

  async orderState(orderId: string): Promise<OrderState | ProviderFault> {
    const order = await this.#check(orderId);
    if (order.kind === 'fault') return order;
    if (order.messages.length > 0) return { kind: 'received', messages: order.messages };
    return { kind: order.phase === 'open' ? 'waiting' : 'ended' };
  }

  async listActive(): Promise<{ kind: 'orders'; orders: UpstreamOrder[] } | ProviderFault> {
    return this.door.noteRate(
      await listOpenOrders(this.clock.now(), (query) => this.#ask('user/orders', '/user/orders', query)),
    );
  }

  async cancel(orderId: string): Promise<CloseReply | ProviderFault> {
    return lookAfterCancel(await this.#close('cancel', orderId), () => this.orderState(orderId));
  }

  async ban(orderId: string): Promise<CloseReply | ProviderFault> {
    return lookAfterCancel(await this.#close('ban', orderId), () => this.orderState(orderId));
  }

  async finish(orderId: string): Promise<CloseReply | ProviderFault> {
    const reply = await this.#close('finish', orderId);
    if (reply.kind !== 'fault' || !wasTried(reply)) return reply;
    const order = await this.#check(orderId);
    return order.kind === 'order' && order.phase !== 'open' ? { kind: 'done' } : reply;
  }

  /** An order collects every SMS until it is finished, so there is nothing to ask for, only to look whether it still does. */
  async resend(orderId: string): Promise<CloseReply | ProviderFault> {
    const order = await this.#check(orderId);
    if (order.kind === 'fault') return order;
    if (order.phase !== 'open') return providerFault('gone', `the order is ${order.phase}`);
    return order.messages.length > 0 ? { kind: 'done' } : providerFault('wrong_state', 'order no sms');
  }

  async prices(filter: {
    serviceCode?: string;
    countryCode?: string;
  }): Promise<{ kind: 'prices'; rows: PriceRow[] } | ProviderFault> {
    const prices = await this.#operatorPrices(filter);
    return prices.kind === 'fault' ? prices : { kind: 'prices', rows: cheapestOfOperators(prices.rows) };
  }

  async catalogue(): Promise<SupplierCatalogue | ProviderFault> {
    const countries = await this.#ask('guest/countries', '/guest/countries');
    const known = countries.kind === 'fault' ? countries : this.door.noteRate(readCountries(countries));
    if (known.kind === 'fault') return known;
    const products = await this.#ask('guest/products', '/guest/products/any/any');
    const sold = products.kind === 'fault' ? products : this.door.noteRate(readServices(products));
    return sold.kind === 'fault' ? sold : { kind: 'catalogue', services: sold.services, countries: known.countries };
  }

  async balance(): Promise<{ kind: 'balance'; amount: bigint } | ProviderFault> {
    const answer = await this.#ask('user/profile', '/user/profile');
    return answer.kind === 'fault' ? answer : this.door.noteRate(readBalance(answer));
  }

  /** The ceiling counts for operator `any` alone; elsewhere the price is looked up first, since giving back costs rating. */
  async #refuseDearOperator(request: AcquireRequest, operator: string): Promise<ProviderFault | undefined> {
    const prices = await this.#operatorPrices(request);
    if (prices.kind === 'fault') return prices;
    const row = prices.rows.find((one) => one.operator === operator);
    return row && row.cost > request.maxCost
      ? providerFault('too_dear', `this operator takes ${formatAmountShort(row.cost)}`)
      : undefined;
  }

  async #operatorPrices({ serviceCode, countryCode }: { serviceCode?: string; countryCode?: string }) {
    const query = { country: countryCode, product: serviceCode };
    const answer = await this.#ask('guest/prices', '/guest/prices', query);
    if (answer.kind === 'fault') return answer;
    const productFirst = serviceCode !== undefined && countryCode === undefined;
    return this.door.noteRate(readOperatorPrices(answer, productFirst));
  }

  async #check(orderId: string): Promise<FiveSimOrder | ProviderFault> {
    const answer = await this.#ask('user/check', `/user/check/${encodeURIComponent(orderId)}`);
    return answer.kind === 'fault' ? answer : this.door.noteRate(readOrder(answer, 'unavailable'));
  }

  async #close(step: CloseStep, orderId: string): Promise<CloseReply | ProviderFault> {
    const path = `/user/${step}/${encodeURIComponent(orderId)}`;
    const answer = await this.#ask(`user/${step}`, path, {}, 'unknown_outcome');
    return answer.kind === 'fault' ? answer : this.door.noteRate(readClose(step, answer));
  }

  /** The only door to the wire, and the only place that reveals the key; guests need none. Nothing is repeated here. */
  #ask(name: string, path: string, query: Record<string, string | undefined> = {}, whenLost: Unclear = 'unavailable') {
    const headers: Record<string, string | Secret> = { Accept: 'application/json' };
    if (path.startsWith('/user/')) headers.Authorization = new Secret(`Bearer ${this.settings.apiKey()}`);
    return this.door.ask({ name, whenLost, url: this.fiveSim.url + path, query, headers, maxBytes: LARGEST_BODY });
  }
}
