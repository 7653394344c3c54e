import { Secret } from '../../config/secret';
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
} from '../../ports/sms-provider';
import { CodeRepeats } from '../code-repeats';
import { codeText } from '../code-text';
import { providerFault } from '../provider-fault';
import type { VendorDoor } from '../vendor-door';
import type { Unclear, VendorReply } from '../vendor-reply';
import { readCode } from './read-code';
import { readPurchase } from './read-purchase';
import { readStatus } from './read-status';
import { readBalance, readCountries, readPrice, readPrices } from './read-tables';
import type { VakSmsSettings } from './vak-sms-settings';

type Query = Readonly<Record<string, string | undefined>>;

/** No finish: an order with a code ends by itself. No list of orders, and no names of services. */
const CAPABILITIES: readonly ProviderCapability[] = [
  'purchase',
  'prices',
  'stock',
  'operators',
  'resend',
  'cancel',
  'ban',
  'balance',
];

/** VAK-SMS, `/api/<action>/`. Countries are two small letters, services two letters. */
export class VakSmsProvider implements SmsProvider {
  readonly id: number;
  readonly name: string;
  readonly capabilities: ReadonlySet<ProviderCapability> = new Set(CAPABILITIES);
  readonly #repeats = new CodeRepeats();

  constructor(
    private readonly settings: ProviderSettings,
    private readonly own: VakSmsSettings,
    private readonly door: VendorDoor,
    private readonly clock: Clock,
  ) {
    this.id = settings.id;
    this.name = settings.name;
  }

  /** The vendor takes no ceiling and tells no price with a number, so the price is asked for first. */
  async acquire(request: AcquireRequest): Promise<AcquiredNumber | ProviderFault> {
    const { serviceCode: service, countryCode: country, operator, maxCost } = request;
    const offer = { service, country, operator };
    const priced = await this.#ask('getCountNumber', { ...offer, price: '1' }, readPrice);
    if (priced.kind === 'fault') return priced;
    if (priced.price > maxCost) return providerFault('too_dear', 'dearer than the route allows');
    const askedAt = this.clock.now().getTime();
    const bought = await this.#ask('getNumber', offer, readPurchase, 'unknown_outcome');
    if (bought.kind === 'fault') return bought;
    return { ...bought, cost: priced.price, expiresAt: new Date(askedAt + this.own.lifetimeMs) };
  }

  /** An order that ended without a code is not found any more, like one that never was. */
  async orderState(orderId: string): Promise<OrderState | ProviderFault> {
    const begunAt = this.#repeats.begin();
    const state = await this.#ask('getSmsCode', { idNum: orderId }, readCode);
    if (state.kind === 'waiting') this.#repeats.waitingAgain(orderId, undefined, begunAt);
    if (state.kind !== 'code') return state;
    const { value } = state;
    return { kind: 'received', messages: [codeText(orderId, value, this.#repeats.seen(orderId, value, begunAt))] };
  }

  cancel(orderId: string): Promise<CloseReply | ProviderFault> {
    return this.#giveBack(orderId, 'end');
  }

  ban(orderId: string): Promise<CloseReply | ProviderFault> {
    return this.#giveBack(orderId, 'bad');
  }

  /** Not repeated by anybody when its outcome is unknown: a second request throws away a code that came after the first. */
  async resend(orderId: string): Promise<CloseReply | ProviderFault> {
    const reply = await this.#setStatus(orderId, 'send');
    if (reply.kind === 'done') this.#repeats.waitingAgain(orderId);
    return reply;
  }

  /** The vendor tells its prices for one country at a time; without a wish all countries are asked for, one after another. */
  async prices(filter: {
    serviceCode?: string;
    countryCode?: string;
  }): Promise<{ kind: 'prices'; rows: PriceRow[] } | ProviderFault> {
    const known =
      filter.countryCode === undefined
        ? await this.#ask('getCountryList', {}, readCountries)
        : ({ kind: 'countries', codes: [filter.countryCode] } as const);
    if (known.kind === 'fault') return known;
    const rows: PriceRow[] = [];
    for (const country of known.codes) {
      const list = await this.#ask('getCountNumberList', { country }, (reply) => readPrices(country, reply));
      if (list.kind === 'fault') return list;
      rows.push(...list.rows.filter((row) => (filter.serviceCode ?? row.serviceCode) === row.serviceCode));
    }
    return { kind: 'prices', rows };
  }

  balance(): Promise<{ kind: 'balance'; amount: bigint } | ProviderFault> {
    return this.#ask('getBalance', {}, readBalance);
  }

  /** After an answer that proves nothing the order is looked at; one that is not found by then was given back. */
  async #giveBack(orderId: string, how: 'end' | 'bad'): Promise<CloseReply | ProviderFault> {
    const reply = await this.#setStatus(orderId, how);
    if (reply.kind !== 'too_early' && (reply.kind !== 'fault' || reply.fault !== 'unknown_outcome')) return reply;
    const state = await this.orderState(orderId);
    if (state.kind === 'received') return { kind: 'has_code' };
    return state.kind === 'fault' && state.fault === 'gone' ? { kind: 'done' } : reply;
  }

  #setStatus(orderId: string, status: string): Promise<CloseReply | ProviderFault> {
    return this.#ask('setStatus', { idNum: orderId, status }, readStatus, 'unknown_outcome');
  }

  /** The only door to the wire, and the only place that reveals the key. Nothing is repeated here. */
  async #ask<Reply extends { readonly kind: string }>(
    action: string,
    query: Query,
    read: (reply: VendorReply) => Reply | ProviderFault,
    whenLost: Unclear = 'unavailable',
  ): Promise<Reply | ProviderFault> {
    const answer = await this.door.ask({
      name: action,
      whenLost,
      url: `${this.own.url}${action}/`,
      query: { apiKey: new Secret(this.settings.apiKey()), ...query },
    });
    return answer.kind === 'fault' ? answer : this.door.noteRate(read(answer));
  }
}
