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
} from '../../ports/sms-provider';
import { CodeRepeats } from '../code-repeats';
import { codeText } from '../code-text';
import { lookAfterCancel, wasTried } from '../look-after-close';
import { isJsonObject } from '../parse-json';
import { providerFault } from '../provider-fault';
import { readDecimal } from '../read-decimal';
import type { VendorDoor } from '../vendor-door';
import type { Unclear, VendorReply } from '../vendor-reply';
import { readAnswer, readFault } from './read-answer';
import { readCountries, readServices } from './read-lists';
import { readLimits, readPrices } from './read-prices';
import { readClose, readPurchase, readSms } from './read-request';
import type { SmsManSettings } from './sms-man-settings';

type Query = Readonly<Record<string, string | undefined>>;

const CAPABILITIES: readonly ProviderCapability[] = [
  'purchase',
  'prices',
  'stock',
  'catalogue',
  'cancel',
  'finish',
  'ban',
  'balance',
  'maxPrice',
];
const LARGEST_BODY = 16 * 1024 * 1024;

/** SMS-Man, version 2 of its own protocol: `/control/<method>`. It has no list of open requests. */
export class SmsManProvider implements SmsProvider {
  readonly id: number;
  readonly name: string;
  readonly capabilities: ReadonlySet<ProviderCapability>;
  readonly #repeats = new CodeRepeats();

  constructor(
    private readonly settings: ProviderSettings,
    private readonly own: SmsManSettings,
    private readonly door: VendorDoor,
    private readonly clock: Clock,
  ) {
    this.id = settings.id;
    this.name = settings.name;
    this.capabilities = new Set(own.multipleSms ? [...CAPABILITIES, 'resend'] : CAPABILITIES);
    if (!own.multipleSms) this.resend = undefined;
  }

  /** The answer to a purchase has no price, so the price list is read first: for the cost, and as a second ceiling. */
  async acquire(request: AcquireRequest): Promise<AcquiredNumber | ProviderFault> {
    const { currency, multipleSms, lifetimeMs, cancelAfterMs } = this.own;
    const listed = await this.#ask('get-prices', { country_id: request.countryCode }, 'unavailable', readPrices);
    if (listed.kind === 'fault') return listed;
    const quoted = listed.rows.find(
      (row) => row.serviceCode === request.serviceCode && row.countryCode === request.countryCode,
    );
    if (quoted && quoted.cost > request.maxCost) return providerFault('too_dear', 'dearer than the route allows');
    const query = {
      country_id: request.countryCode,
      application_id: request.serviceCode,
      maxPrice: formatAmountShort(request.maxCost),
      currency,
      hasMultipleSms: multipleSms ? 'true' : undefined,
    };
    const askedAt = this.clock.now().getTime();
    const bought = await this.#ask('get-number', query, 'unknown_outcome', readPurchase);
    if (bought.kind === 'fault') return bought;
    return {
      ...bought,
      cost: quoted?.cost,
      expiresAt: new Date(askedAt + lifetimeMs),
      cancelableAt: cancelAfterMs > 0 ? new Date(this.clock.now().getTime() + cancelAfterMs) : undefined,
    };
  }

  async orderState(orderId: string): Promise<OrderState | ProviderFault> {
    const begunAt = this.#repeats.begin();
    const state = await this.#ask('get-sms', { request_id: orderId }, 'unavailable', readSms);
    // Without the wish for several SMS there is one, however often the vendor forgets and shows it.
    if (state.kind === 'waiting' && this.own.multipleSms) this.#repeats.waitingAgain(orderId, undefined, begunAt);
    if (state.kind !== 'code') return state;
    const { value } = state;
    return { kind: 'received', messages: [codeText(orderId, value, this.#repeats.seen(orderId, value, begunAt))] };
  }

  async cancel(orderId: string): Promise<CloseReply | ProviderFault> {
    return lookAfterCancel(await this.#setStatus(orderId, 'reject'), () => this.orderState(orderId));
  }

  /** `used` would name the reason, but only `reject` is promised to pay back. */
  ban(orderId: string): Promise<CloseReply | ProviderFault> {
    return this.cancel(orderId);
  }

  async finish(orderId: string): Promise<CloseReply | ProviderFault> {
    const reply = await this.#setStatus(orderId, 'close');
    if (reply.kind !== 'fault' || !wasTried(reply)) return reply;
    const state = await this.orderState(orderId);
    return state.kind === 'ended' ? { kind: 'done' } : reply;
  }

  /** Not repeated by anybody when its outcome is unknown: a second request throws away a code that came after the first. */
  resend? = async (orderId: string): Promise<CloseReply | ProviderFault> => {
    const reply = await this.#setStatus(orderId, 'retrysms');
    if (reply.kind === 'done') this.#repeats.waitingAgain(orderId);
    return reply;
  };

  async prices(filter: {
    serviceCode?: string;
    countryCode?: string;
  }): Promise<{ kind: 'prices'; rows: PriceRow[] } | ProviderFault> {
    const listed = await this.#ask('get-prices', { country_id: filter.countryCode }, 'unavailable', readPrices);
    if (listed.kind === 'fault') return listed;
    const wanted = listed.rows.filter(
      (row) =>
        (filter.serviceCode ?? row.serviceCode) === row.serviceCode &&
        (filter.countryCode ?? row.countryCode) === row.countryCode,
    );
    const counts = wanted.some(({ count }) => count === undefined) ? await this.#limits(filter) : undefined;
    if (counts && 'fault' in counts) return counts;
    const rows = wanted.map((row): PriceRow => {
      return { ...row, count: row.count ?? counts?.get(`${row.countryCode}/${row.serviceCode}`) ?? 0 };
    });
    return { kind: 'prices', rows };
  }

  async catalogue(): Promise<SupplierCatalogue | ProviderFault> {
    const services = await this.#ask('applications', {}, 'unavailable', readServices);
    if (services.kind === 'fault') return services;
    const countries = await this.#ask('countries', {}, 'unavailable', readCountries);
    return countries.kind === 'fault' ? countries : { ...services, ...countries, kind: 'catalogue' };
  }

  balance(): Promise<{ kind: 'balance'; amount: bigint } | ProviderFault> {
    return this.#ask('get-balance', {}, 'unavailable', (answer) => {
      const reading = readAnswer(answer);
      const given = reading.kind === 'data' && isJsonObject(reading.value) ? reading.value.balance : undefined;
      const amount = readDecimal(given, 'down');
      return amount === undefined
        ? readFault(reading, answer.status, 'unavailable')
        : ({ kind: 'balance', amount } as const);
    });
  }

  async #limits(filter: { serviceCode?: string; countryCode?: string }): Promise<Map<string, number> | ProviderFault> {
    const query = { country_id: filter.countryCode, application_id: filter.serviceCode };
    const limits = await this.#ask('limits', query, 'unavailable', readLimits);
    return limits.kind === 'fault' ? limits : limits.counts;
  }

  #setStatus(orderId: string, status: string): Promise<CloseReply | ProviderFault> {
    return this.#ask('set-status', { request_id: orderId, status }, 'unknown_outcome', readClose);
  }

  /** The only door to the wire, and the only place that reveals the key. Nothing is repeated here. */
  async #ask<T extends { readonly kind: string }>(
    method: string,
    query: Query,
    whenLost: Unclear,
    read: (answer: VendorReply) => T | ProviderFault,
  ): Promise<T | ProviderFault> {
    const answer = await this.door.ask({
      name: method,
      whenLost,
      url: this.own.url + method,
      query: { token: new Secret(this.settings.apiKey()), ...query },
      maxBytes: LARGEST_BODY,
    });
    return answer.kind === 'fault' ? answer : this.door.noteRate(read(answer));
  }
}
