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
import { isoOfLetters } from '../country-letters';
import { lookAfterCancel } from '../look-after-close';
import { providerFault } from '../provider-fault';
import { textIdentity } from '../text-identity';
import type { VendorDoor } from '../vendor-door';
import type { Unclear, VendorReply } from '../vendor-reply';
import type { PoolCatalogue } from './pool-names';
import { PoolNames } from './pool-names';
import { readActive } from './read-active';
import type { PoolSms } from './read-check';
import { readCheck } from './read-check';
import { readCancel, readResend, readResendCost } from './read-close';
import { readPurchase } from './read-purchase';
import { readBalance, readNames, readPrice, readPricing, readStock } from './read-tables';
import type { SmsPoolSettings } from './sms-pool-settings';

/** No finish: an order with a code ends by itself. No ban. */
const CAPABILITIES: readonly ProviderCapability[] = [
  'purchase',
  'prices',
  'stock',
  'catalogue',
  'operators',
  'resend',
  'cancel',
  'balance',
  'activeList',
  'maxPrice',
];
const LARGEST_BODY = 16 * 1024 * 1024;

/** SMSPool. Its codes are numbers; what others call operators are its pools. */
export class SmsPoolProvider implements SmsProvider {
  readonly id: number;
  readonly name: string;
  readonly capabilities: ReadonlySet<ProviderCapability> = new Set(CAPABILITIES);
  readonly #repeats = new CodeRepeats();
  readonly #names: PoolNames;

  constructor(
    private readonly settings: ProviderSettings,
    private readonly pool: SmsPoolSettings,
    private readonly door: VendorDoor,
    private readonly clock: Clock,
  ) {
    this.id = settings.id;
    this.name = settings.name;
    this.#names = new PoolNames(() => this.#readNames(), clock);
  }

  async acquire({
    serviceCode,
    countryCode,
    operator,
    maxCost,
  }: AcquireRequest): Promise<AcquiredNumber | ProviderFault> {
    const askedAt = this.clock.now().getTime();
    const wish = { country: countryCode, service: serviceCode, pool: operator, max_price: formatAmountShort(maxCost) };
    const bought = await this.#read('purchase/sms', wish, readPurchase, 'unknown_outcome');
    if (bought.kind === 'fault') return bought;
    const { lifetimeMs = this.pool.lifetimeMs, ...number } = bought;
    return { ...number, expiresAt: new Date(askedAt + lifetimeMs) };
  }

  async orderState(orderId: string): Promise<OrderState | ProviderFault> {
    const begunAt = this.#repeats.begin();
    const status = await this.#read('sms/check', { orderid: orderId }, readCheck);
    if (status.kind === 'waiting') this.#repeats.waitingAgain(orderId, undefined, begunAt);
    return status.kind === 'sms' ? { kind: 'received', messages: [this.#text(orderId, status.sms, begunAt)] } : status;
  }

  async listActive(): Promise<{ kind: 'orders'; orders: UpstreamOrder[] } | ProviderFault> {
    const begunAt = this.#repeats.begin();
    const list = await this.#read('request/active', {}, readActive);
    if (list.kind === 'fault') return list;
    if (list.rows.length === 0) return { kind: 'orders', orders: [] };
    const { serviceOf, countryOf } = await this.#names.codes();
    const orders = list.rows.map(({ orderId, phone, service, shortName, sms }): UpstreamOrder => {
      if (!sms) this.#repeats.waitingAgain(orderId, undefined, begunAt);
      const messages = sms ? [this.#text(orderId, sms, begunAt)] : [];
      return { orderId, phone, serviceCode: serviceOf(service), countryCode: countryOf(shortName), messages };
    });
    return { kind: 'orders', orders };
  }

  async cancel(orderId: string): Promise<CloseReply | ProviderFault> {
    const reply = await this.#read('sms/cancel', { orderid: orderId }, readCancel, 'unknown_outcome');
    return lookAfterCancel(reply, () => this.orderState(orderId));
  }

  /** Free or not at all: what it would cost is asked first. */
  async resend(orderId: string): Promise<CloseReply | ProviderFault> {
    const price = await this.#read('sms/check_resend', { orderid: orderId }, readResendCost);
    if (price.kind === 'fault') return price;
    if (price.cost > 0n) return providerFault('too_dear', `another SMS costs ${formatAmountShort(price.cost)}`);
    const reply = await this.#read('sms/resend', { orderid: orderId }, readResend, 'unknown_outcome');
    if (reply.kind === 'done') this.#repeats.waitingAgain(orderId);
    return reply;
  }

  /** One service in one country has a stock; tables of more have prices alone. */
  async prices(filter: {
    serviceCode?: string;
    countryCode?: string;
  }): Promise<{ kind: 'prices'; rows: PriceRow[] } | ProviderFault> {
    const { serviceCode, countryCode } = filter;
    const wanted = { country: countryCode, service: serviceCode };
    if (serviceCode === undefined || countryCode === undefined)
      return this.#read('request/pricing', wanted, readPricing);
    const price = await this.#read('request/price', wanted, readPrice);
    if (price.kind === 'fault') return price;
    const stock = await this.#read('sms/stock', wanted, readStock);
    if (stock.kind === 'fault') return stock;
    return { kind: 'prices', rows: [{ serviceCode, countryCode, cost: price.cost, count: stock.count }] };
  }

  async catalogue(): Promise<SupplierCatalogue | ProviderFault> {
    const names = await this.#names.refresh();
    if (names.kind === 'fault') return names;
    const countries = names.countries.map(({ code, name, shortName }) => ({
      code,
      name,
      iso: isoOfLetters(shortName),
    }));
    return { kind: 'catalogue', services: names.services.map(({ code, name }) => ({ code, name })), countries };
  }

  balance(): Promise<{ kind: 'balance'; amount: bigint } | ProviderFault> {
    return this.#read('request/balance', {}, readBalance);
  }

  async #readNames(): Promise<PoolCatalogue | ProviderFault> {
    const countries = await this.#read('country/retrieve_all', {}, readNames);
    if (countries.kind === 'fault') return countries;
    const services = await this.#read('service/retrieve_all', {}, readNames);
    return services.kind === 'fault' ? services : { kind: 'names', countries: countries.rows, services: services.rows };
  }

  #text(orderId: string, { code, text }: PoolSms, begunAt: number): ReceivedText {
    const value = code ?? text!;
    const repeat = this.#repeats.seen(orderId, value, begunAt);
    return { externalId: textIdentity(orderId, value, repeat), text: text ?? value, code };
  }

  /** The only door to the wire, and the only place that reveals the key: in a form, never in the address. */
  async #read<Reply extends { readonly kind: string }>(
    path: string,
    fields: Record<string, string | undefined>,
    reader: (reply: VendorReply) => Reply | ProviderFault,
    whenLost: Unclear = 'unavailable',
  ): Promise<Reply | ProviderFault> {
    const given = Object.entries(fields).filter((pair): pair is [string, string] => pair[1] !== undefined);
    const body = new URLSearchParams([['key', this.settings.apiKey()], ...given]);
    const url = `${this.pool.url}/${path}`;
    const answer = await this.door.ask({ name: path, whenLost, method: 'POST', url, body, maxBytes: LARGEST_BODY });
    return answer.kind === 'fault' ? answer : this.door.noteRate(reader(answer as VendorReply));
  }
}
