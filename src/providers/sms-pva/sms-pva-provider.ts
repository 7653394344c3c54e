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
  ReceivedText,
  SmsProvider,
  SupplierCatalogue,
  UpstreamOrder,
} from '../../ports/sms-provider';
import { CodeRepeats } from '../code-repeats';
import { countryName, isoOfLetters } from '../country-letters';
import { lookAfterCancel } from '../look-after-close';
import { providerFault } from '../provider-fault';
import { textIdentity } from '../text-identity';
import type { VendorDoor } from '../vendor-door';
import type { Unclear, VendorReply } from '../vendor-reply';
import { KnownPrices } from './known-prices';
import { readClear, readClose } from './read-close';
import type { PvaOrder } from './read-orders';
import { readOrders } from './read-orders';
import { readPurchase } from './read-purchase';
import type { PvaSms } from './read-sms';
import { readStatus } from './read-sms';
import { readBalance, readCounts, readPrice, readPrices } from './read-tables';
import type { SmsPvaSettings } from './sms-pva-settings';

/** No finish: an order with a code ends by itself. No ceiling either, so prices are looked up before a purchase. */
const CAPABILITIES: readonly ProviderCapability[] = [
  'purchase',
  'prices',
  'stock',
  'catalogue',
  'operators',
  'resend',
  'cancel',
  'ban',
  'balance',
  'activeList',
];
const LARGEST_BODY = 16 * 1024 * 1024;

/** SMSPVA, version 2. Countries are two letters (and `UK`), services look like `opt20`. */
export class SmsPvaProvider implements SmsProvider {
  readonly id: number;
  readonly name: string;
  readonly capabilities: ReadonlySet<ProviderCapability> = new Set(CAPABILITIES);
  readonly #repeats = new CodeRepeats();
  readonly #prices: KnownPrices;

  constructor(
    private readonly settings: ProviderSettings,
    private readonly pva: SmsPvaSettings,
    private readonly door: VendorDoor,
    private readonly clock: Clock,
  ) {
    this.id = settings.id;
    this.name = settings.name;
    this.#prices = new KnownPrices(clock, pva.priceForMs);
  }

  /** The protocol takes no ceiling and tells no price with a number: both come from the price list. */
  async acquire(request: AcquireRequest): Promise<AcquiredNumber | ProviderFault> {
    const { serviceCode, countryCode, operator, maxCost } = request;
    const cost = this.#prices.find(countryCode, serviceCode) ?? (await this.#readPrice(countryCode, serviceCode));
    if (typeof cost !== 'bigint') return cost;
    if (cost > maxCost) return providerFault('too_dear', `it costs ${formatAmountShort(cost)}`);
    const askedAt = this.clock.now().getTime();
    const parts = operator === undefined ? [countryCode, serviceCode] : [countryCode, serviceCode, operator];
    const bought = await this.#read('number', parts, readPurchase, 'unknown_outcome');
    if (bought.kind === 'fault') return bought;
    const { lifetimeMs = this.pva.lifetimeMs, ...number } = bought;
    return { ...number, cost, expiresAt: new Date(askedAt + lifetimeMs) };
  }

  async orderState(orderId: string): Promise<OrderState | ProviderFault> {
    const begunAt = this.#repeats.begin();
    const status = await this.#read('sms', [orderId], readStatus);
    if (status.kind === 'waiting') this.#repeats.waitingAgain(orderId, undefined, begunAt);
    return status.kind === 'sms' ? { kind: 'received', messages: [this.#text(orderId, status.sms, begunAt)] } : status;
  }

  async listActive(): Promise<{ kind: 'orders'; orders: UpstreamOrder[] } | ProviderFault> {
    const begunAt = this.#repeats.begin();
    const list = await this.#read('orders', [], readOrders);
    if (list.kind === 'fault') return list;
    const orders: UpstreamOrder[] = [];
    for (const order of list.orders) {
      const messages = order.hasUnseenSms ? await this.#unseen(order) : this.#shown(order, begunAt);
      if ('fault' in messages) return messages;
      const { orderId, phone, serviceCode, countryCode } = order;
      orders.push({ orderId, phone, serviceCode, countryCode, messages });
    }
    return { kind: 'orders', orders };
  }

  async cancel(orderId: string): Promise<CloseReply | ProviderFault> {
    return this.#close('cancelorder', orderId);
  }

  async ban(orderId: string): Promise<CloseReply | ProviderFault> {
    return this.#close('blocknumber', orderId);
  }

  /** Not repeated by anybody when its outcome is unknown: a second request throws away a code that came after the first. */
  async resend(orderId: string): Promise<CloseReply | ProviderFault> {
    const reply = await this.#read('clearsms', [orderId], readClear, 'unknown_outcome');
    if (reply.kind === 'done') this.#repeats.waitingAgain(orderId);
    return reply;
  }

  /** The stock is told for one country at a time. */
  async prices(filter: {
    serviceCode?: string;
    countryCode?: string;
  }): Promise<{ kind: 'prices'; rows: PriceRow[] } | ProviderFault> {
    const { serviceCode, countryCode } = filter;
    const table = await this.#table(countryCode, serviceCode);
    if (!Array.isArray(table)) return table;
    if (countryCode === undefined) return { kind: 'prices', rows: table };
    const stock = await this.#read('countnumbers', [countryCode], readCounts);
    if (stock.kind === 'fault') return stock;
    return { kind: 'prices', rows: table.map((row) => ({ ...row, count: stock.counts.get(row.serviceCode) ?? 0 })) };
  }

  async catalogue(): Promise<SupplierCatalogue | ProviderFault> {
    const table = await this.#read('servicesprices', [], readPrices);
    if (table.kind === 'fault') return table;
    const services = new Map(table.rows.map(({ serviceCode, serviceName }) => [serviceCode, serviceName]));
    const countries = [...new Set(table.rows.map(({ countryCode }) => countryCode))].map((code) => {
      const iso = isoOfLetters(code);
      return { code, name: countryName(iso ?? code), iso };
    });
    return { kind: 'catalogue', services: [...services].map(([code, name]) => ({ code, name })), countries };
  }

  balance(): Promise<{ kind: 'balance'; amount: bigint } | ProviderFault> {
    return this.#read('balance', [], readBalance);
  }

  async #table(countryCode?: string, serviceCode?: string): Promise<PriceRow[] | ProviderFault> {
    if (countryCode !== undefined && serviceCode !== undefined) {
      const cost = await this.#readPrice(countryCode, serviceCode);
      return typeof cost === 'bigint' ? [{ serviceCode, countryCode, cost }] : cost;
    }
    const table = await this.#read('servicesprices', [], readPrices);
    if (table.kind === 'fault') return table;
    for (const row of table.rows) this.#prices.note(row.countryCode, row.serviceCode, row.cost);
    return table.rows
      .filter((row) => countryCode === undefined || row.countryCode === countryCode)
      .filter((row) => serviceCode === undefined || row.serviceCode === serviceCode)
      .map(({ serviceName: _, ...row }) => row);
  }

  async #readPrice(countryCode: string, serviceCode: string): Promise<bigint | ProviderFault> {
    const price = await this.#read('serviceprice', [countryCode, serviceCode], readPrice);
    if (price.kind === 'fault') return price;
    this.#prices.note(countryCode, serviceCode, price.cost);
    return price.cost;
  }

  async #close(call: 'cancelorder' | 'blocknumber', orderId: string): Promise<CloseReply | ProviderFault> {
    const reply = await this.#read(call, [orderId], readClose, 'unknown_outcome');
    if (reply.kind !== 'fault' || reply.fault !== 'wrong_state')
      return lookAfterCancel(reply, () => this.orderState(orderId));
    const state = await this.orderState(orderId);
    return state.kind === 'fault' && state.fault === 'gone' ? state : lookAfterCancel(reply, async () => state);
  }

  #shown({ orderId, sms }: PvaOrder, begunAt: number): ReceivedText[] {
    if (sms) return [this.#text(orderId, sms, begunAt)];
    this.#repeats.waitingAgain(orderId, undefined, begunAt);
    return [];
  }

  async #unseen({ orderId }: PvaOrder): Promise<readonly ReceivedText[] | ProviderFault> {
    const state = await this.orderState(orderId);
    if (state.kind === 'fault') return state;
    return state.kind === 'received' ? state.messages : [];
  }

  #text(orderId: string, { code, text }: PvaSms, begunAt: number): ReceivedText {
    const value = code ?? text!;
    const repeat = this.#repeats.seen(orderId, value, begunAt);
    return { externalId: textIdentity(orderId, value, repeat), text: text ?? value, code };
  }

  /** The only door to the wire, and the only place that reveals the key. Nothing is repeated here. */
  async #read<Reply extends { readonly kind: string }>(
    call: string,
    parts: readonly string[],
    reader: (reply: VendorReply) => Reply | ProviderFault,
    whenLost: Unclear = 'unavailable',
  ): Promise<Reply | ProviderFault> {
    const url = [this.pva.url, call, ...parts.map(encodeURIComponent)].join('/');
    const method = ['cancelorder', 'blocknumber', 'clearsms'].includes(call) ? 'PUT' : 'GET';
    const headers = { Accept: 'application/json', apikey: new Secret(this.settings.apiKey()) };
    const answer = await this.door.ask({ name: call, whenLost, method, url, headers, maxBytes: LARGEST_BODY });
    return answer.kind === 'fault' ? answer : this.door.noteRate(reader(answer as VendorReply));
  }
}
