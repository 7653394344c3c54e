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
  SupplierCatalogue,
  UpstreamOrder,
} from '../../ports/sms-provider';
import { isJsonObject } from '../parse-json';
import { providerFault } from '../provider-fault';
import { readDecimal } from '../read-decimal';
import type { VendorDoor } from '../vendor-door';
import type { Unclear, VendorReply } from '../vendor-reply';
import type { OnlineSimSettings } from './onlinesim-settings';
import { readAnswer, readFault } from './read-answer';
import { readClose } from './read-close';
import { readPrice, readPurchase } from './read-purchase';
import type { Operation } from './read-state';
import { readState } from './read-state';
import { readCatalogue, readPrices } from './read-stats';

type Query = Readonly<Record<string, string | undefined>>;

/** The table of all countries is large. */
const LARGEST_BODY = 16 * 1024 * 1024;
/** Whole texts, all of them: the vendor picks codes out by itself only in place of the text. */
const WHOLE_TEXTS: Query = { message_to_code: '0', msg_list: '1' };

/** OnlineSim, `/api/<method>.php`. */
export class OnlineSimProvider implements SmsProvider {
  readonly id: number;
  readonly name: string;
  readonly capabilities: ReadonlySet<ProviderCapability> = new Set<ProviderCapability>([
    'purchase',
    'prices',
    'stock',
    'resend',
    'cancel',
    'finish',
    'ban',
    'balance',
    'activeList',
    'catalogue',
  ]);

  constructor(
    private readonly settings: ProviderSettings,
    private readonly own: OnlineSimSettings,
    private readonly door: VendorDoor,
    private readonly clock: Clock,
  ) {
    this.id = settings.id;
    this.name = settings.name;
  }

  /** The vendor knows no ceiling, so the price is asked for first; a dearer number is not bought. */
  async acquire(request: AcquireRequest): Promise<AcquiredNumber | ProviderFault> {
    const offer = { service: request.serviceCode, country: request.countryCode };
    const priced = await this.#ask('getPrice', offer, 'unavailable', readPrice);
    if (priced.kind === 'fault') return priced;
    if (priced.price > request.maxCost) return providerFault('too_dear', 'dearer than the route allows');
    const askedAt = this.clock.now().getTime();
    const ordered = await this.#ask('getNum', { ...offer, number: 'true' }, 'unknown_outcome', readPurchase);
    if (ordered.kind === 'fault') return ordered;
    const phone = ordered.phone ?? (await this.#phoneOf(ordered.orderId));
    if (phone === undefined) return providerFault('unknown_outcome', 'bought, but its number cannot be read yet');
    return {
      kind: 'acquired',
      orderId: ordered.orderId,
      phone,
      cost: priced.price,
      expiresAt: new Date(askedAt + this.own.lifetimeMs),
      cancelableAt: new Date(this.clock.now().getTime() + this.own.cancelAfterMs),
    };
  }

  async orderState(orderId: string): Promise<OrderState | ProviderFault> {
    const found = await this.#operation(orderId);
    if (found.kind === 'fault') return found;
    const { phase, messages } = found.operation;
    // Also after its end: a code of the last second must not be lost.
    if (messages.length > 0) return { kind: 'received', messages };
    return { kind: phase === 'over' ? 'ended' : 'waiting' };
  }

  async listActive(): Promise<{ kind: 'orders'; orders: UpstreamOrder[] } | ProviderFault> {
    const state = await this.#ask('getState', WHOLE_TEXTS, 'unavailable', readState);
    if (state.kind === 'fault') return state.detail === 'ERROR_NO_OPERATIONS' ? { kind: 'orders', orders: [] } : state;
    const open = state.operations.filter(({ phase }) => phase !== 'over');
    if (open.some(({ phone }) => phone === undefined)) {
      return providerFault('unavailable', 'an order is still without its number');
    }
    return { kind: 'orders', orders: open.map(({ phase: _, ...order }) => ({ ...order, phone: order.phone! })) };
  }

  /** Ending an order with a code would only finish it, so it is read before and after. */
  cancel(orderId: string): Promise<CloseReply | ProviderFault> {
    return this.#giveBack(orderId, {});
  }

  ban(orderId: string): Promise<CloseReply | ProviderFault> {
    return this.#giveBack(orderId, { ban: '1' });
  }

  /** Ending an order without a code would give it back, so that is refused here. */
  async finish(orderId: string): Promise<CloseReply | ProviderFault> {
    const before = await this.#operation(orderId);
    if (before.kind === 'fault') return before;
    if (before.operation.phase === 'over') return { kind: 'done' };
    if (before.operation.messages.length === 0) return providerFault('wrong_state', 'no SMS has come yet');
    const reply = await this.#close(orderId, {});
    if (reply.kind !== 'fault' || reply.fault !== 'unknown_outcome') return reply;
    const after = await this.#operation(orderId);
    return after.kind === 'found' && after.operation.phase === 'over' ? { kind: 'done' } : reply;
  }

  /** Not repeated by anybody when its outcome is unknown: a second request throws away a code that came after the first. */
  resend(orderId: string): Promise<CloseReply | ProviderFault> {
    return this.#ask('setOperationRevise', { tzid: orderId }, 'unknown_outcome', (one) => readClose('resend', one));
  }

  prices(filter: {
    serviceCode?: string;
    countryCode?: string;
  }): Promise<{ kind: 'prices'; rows: PriceRow[] } | ProviderFault> {
    return this.#ask('getNumbersStats', { country: filter.countryCode ?? 'all' }, 'unavailable', (answer) =>
      readPrices(answer, filter.serviceCode),
    );
  }

  catalogue(): Promise<SupplierCatalogue | ProviderFault> {
    return this.#ask('getNumbersStats', { country: 'all' }, 'unavailable', readCatalogue);
  }

  balance(): Promise<{ kind: 'balance'; amount: bigint } | ProviderFault> {
    return this.#ask('getBalance', {}, 'unavailable', (answer) => {
      const reading = readAnswer(answer);
      const given = reading.kind === 'data' && isJsonObject(reading.value) ? reading.value.balance : undefined;
      const amount = readDecimal(given, 'down');
      return amount === undefined ? readFault(reading, answer.status, 'unavailable') : { kind: 'balance', amount };
    });
  }

  async #giveBack(orderId: string, how: Query): Promise<CloseReply | ProviderFault> {
    const before = await this.#operation(orderId);
    if (before.kind === 'fault') return before;
    if (before.operation.messages.length > 0) return { kind: 'has_code' };
    if (before.operation.phase === 'over') return { kind: 'done' };
    const reply = await this.#close(orderId, how);
    if (reply.kind === 'too_early' || (reply.kind === 'fault' && reply.fault !== 'unknown_outcome')) return reply;
    const after = await this.#operation(orderId);
    if (after.kind === 'fault') return reply;
    if (after.operation.messages.length > 0) return { kind: 'has_code' };
    return after.operation.phase === 'over' ? { kind: 'done' } : reply;
  }

  #close(orderId: string, how: Query): Promise<CloseReply | ProviderFault> {
    return this.#ask('setOperationOk', { tzid: orderId, ...how }, 'unknown_outcome', (one) => readClose('close', one));
  }

  async #operation(orderId: string): Promise<{ kind: 'found'; operation: Operation } | ProviderFault> {
    const state = await this.#ask('getState', { tzid: orderId, ...WHOLE_TEXTS }, 'unavailable', readState);
    if (state.kind === 'fault') return state;
    const operation = state.operations.find((one) => one.orderId === orderId);
    return operation ? { kind: 'found', operation } : providerFault('gone', 'not in the answer');
  }

  async #phoneOf(orderId: string): Promise<string | undefined> {
    const found = await this.#operation(orderId);
    return found.kind === 'found' ? found.operation.phone : undefined;
  }

  /** The only door to the wire, and the only place that reveals the key. Nothing is repeated here. */
  async #ask<T extends { readonly kind: string }>(
    method: string,
    query: Query,
    whenLost: Unclear,
    read: (answer: VendorReply) => T | ProviderFault,
  ): Promise<T | ProviderFault> {
    const { url, lang, devId } = this.own;
    const answer = await this.door.ask({
      name: method,
      whenLost,
      url: `${url}${method}.php`,
      query: { apikey: new Secret(this.settings.apiKey()), lang, dev_id: devId, ...query },
      maxBytes: LARGEST_BODY,
    });
    return answer.kind === 'fault' ? answer : this.door.noteRate(read(answer));
  }
}
