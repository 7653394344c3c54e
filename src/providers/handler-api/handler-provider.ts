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
  WebhookReading,
  WebhookRequest,
} from '../../ports/sms-provider';
import { CodeRepeats } from '../code-repeats';
import { providerFault } from '../provider-fault';
import { textIdentity } from '../text-identity';
import type { VendorWire } from '../vendor-wire';
import { retryAfterMs } from '../vendor-wire';
import type { CloseCall } from './dialect';
import { handlerCapabilities } from './dialect';
import type { HandlerSettings } from './handler-settings';
import { judgeWebhook } from './judge-webhook';
import type { ActiveRow } from './read-active';
import { readActive } from './read-active';
import { readBalance } from './read-balance';
import type { HandlerBody } from './read-body';
import { readCatalogueOfPrices, readCountries, readServices } from './read-catalogue';
import type { CloseStep } from './read-close';
import { readClose } from './read-close';
import { readPrices } from './read-prices';
import { readPurchase } from './read-purchase';
import { readStatus } from './read-status';
import { readStatusV2 } from './read-status-v2';

/** What a lost answer means: a call that only reads did nothing, one that changes something may have done it. */
type WhenLost = 'unavailable' | 'unknown_outcome';

const PAGE_ROWS = 100;
/** Pages overlap, because an order closed between two calls moves all later ones forward by one place. */
const PAGE_STEP = 90;
const MOST_PAGES = 50;
/** A whole price table is about 1 MB at the largest shop. */
const LARGEST_BODY = 8 * 1024 * 1024;
/** What `STATUS_OK` carries is a code up to this length and without blanks; anything else is a text. */
const LOOKS_LIKE_CODE = /^\S{1,16}$/;

/** Any shop that speaks the `handler_api.php` protocol; the dialect says how it differs from the others. */
export class HandlerProvider implements SmsProvider {
  readonly id: number;
  readonly name: string;
  readonly capabilities: ReadonlySet<ProviderCapability>;
  readonly #repeats = new CodeRepeats();
  /** No cancel before this age; the shop's own word for it, once heard, counts more than the settings. */
  #cancelAfterMs: number;

  constructor(
    private readonly settings: ProviderSettings,
    private readonly handler: HandlerSettings,
    private readonly wire: VendorWire,
    private readonly clock: Clock,
  ) {
    this.id = settings.id;
    this.name = settings.name;
    this.#cancelAfterMs = handler.dialect.cancelAfterMs;
    this.capabilities = handlerCapabilities(handler.dialect, handler.idempotent);
    if (!handler.dialect.activeList) this.listActive = undefined;
    if (!this.capabilities.has('resend')) this.resend = undefined;
  }

  async acquire(request: AcquireRequest): Promise<AcquiredNumber | ProviderFault> {
    const { purchaseAction, maxPriceParam, operatorParam, orderKeyParam, lifetimeMs } = this.handler.dialect;
    const query: Record<string, string | undefined> = {
      service: request.serviceCode,
      country: request.countryCode,
      [maxPriceParam]: formatAmountShort(request.maxCost),
    };
    if (operatorParam !== undefined) query[operatorParam] = request.operator;
    if (orderKeyParam !== undefined && purchaseAction === 'getNumberV2') query[orderKeyParam] = request.reservationKey;
    const askedAt = this.clock.now().getTime();
    const answer = await this.#call(purchaseAction, query, 'unknown_outcome');
    if (answer.kind === 'fault') return answer;
    const bought = this.#noteRate(readPurchase(answer));
    if (bought.kind === 'fault') return bought;
    // The shop's own clock started somewhere between asking and reading: each deadline is taken at its safe end.
    return {
      ...bought,
      expiresAt: new Date(askedAt + lifetimeMs),
      cancelableAt: this.#cancelAfterMs > 0 ? new Date(this.clock.now().getTime() + this.#cancelAfterMs) : undefined,
    };
  }

  async orderState(orderId: string): Promise<OrderState | ProviderFault> {
    const begunAt = this.#repeats.begin();
    const { statusAction, statusExtra } = this.handler.dialect;
    const answer = await this.#call(statusAction, { id: orderId, ...statusExtra }, 'unavailable');
    if (answer.kind === 'fault') return answer;
    const status = this.#noteRate(statusAction === 'getStatusV2' ? readStatusV2(answer) : readStatus(answer));
    switch (status.kind) {
      case 'waiting_again':
        this.#repeats.waitingAgain(orderId, status.value, begunAt);
        if (status.value === undefined) return { kind: 'waiting' };
        // The old code once more, for a reader who missed it; its id says that it is the old one.
        return received([ownText(orderId, status.value, this.#repeats.last(orderId, status.value))]);
      case 'code': {
        const text = ownText(orderId, status.value, this.#repeats.seen(orderId, status.value, begunAt));
        return received([status.text === undefined ? text : { ...text, text: status.text }]);
      }
      default:
        return status;
    }
  }

  listActive? = async (): Promise<{ kind: 'orders'; orders: UpstreamOrder[] } | ProviderFault> => {
    const { action, paged } = this.handler.dialect.activeList!;
    const rows = new Map<string, ActiveRow>();
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query: Record<string, string> = paged ? { start: String(page * PAGE_STEP), limit: String(PAGE_ROWS) } : {};
      const answer = await this.#call(action, query, 'unavailable');
      if (answer.kind === 'fault') return answer;
      const read = this.#noteRate(readActive(answer));
      if (read.kind === 'fault') return read;
      for (const row of read.rows) rows.set(row.orderId, row);
      if (!paged || read.rows.length < PAGE_ROWS) return { kind: 'orders', orders: [...rows.values()].map(toOrder) };
    }
    return providerFault('unavailable', `more than ${MOST_PAGES} pages of open orders`);
  };

  async cancel(orderId: string): Promise<CloseReply | ProviderFault> {
    const reply = await this.#close('cancel', this.handler.dialect.cancel, orderId);
    if (reply.kind === 'done' || !wasTried(reply)) return reply;
    // Whatever the shop said, a code may have come before the cancel did.
    const state = await this.orderState(orderId);
    if (state.kind === 'received') return { kind: 'has_code' };
    return state.kind === 'ended' ? { kind: 'done' } : reply;
  }

  /** The protocol's only way to call a number bad is the cancel with refund. */
  ban(orderId: string): Promise<CloseReply | ProviderFault> {
    return this.cancel(orderId);
  }

  async finish(orderId: string): Promise<CloseReply | ProviderFault> {
    const reply = await this.#close('finish', this.handler.dialect.finish, orderId);
    if (reply.kind !== 'fault' || !wasTried(reply)) return reply;
    const state = await this.orderState(orderId);
    return state.kind === 'ended' ? { kind: 'done' } : reply;
  }

  /** Not repeated by anybody when its outcome is unknown: a second request throws away a code that came after the first. */
  resend? = async (orderId: string): Promise<CloseReply | ProviderFault> => {
    const reply = await this.#close('resend', this.handler.dialect.resend, orderId);
    if (reply.kind === 'done') this.#repeats.waitingAgain(orderId);
    return reply;
  };

  async prices(filter: {
    serviceCode?: string;
    countryCode?: string;
  }): Promise<{ kind: 'prices'; rows: PriceRow[] } | ProviderFault> {
    const answer = await this.#call(
      'getPrices',
      { service: filter.serviceCode, country: filter.countryCode },
      'unavailable',
    );
    return answer.kind === 'fault' ? answer : this.#noteRate(readPrices(answer));
  }

  async catalogue(): Promise<SupplierCatalogue | ProviderFault> {
    if (this.handler.dialect.catalogue === 'prices') {
      const prices = await this.#call('getPrices', {}, 'unavailable');
      return prices.kind === 'fault' ? prices : this.#noteRate(readCatalogueOfPrices(prices));
    }
    const listed = await this.#call('getServicesList', {}, 'unavailable');
    if (listed.kind === 'fault') return listed;
    const services = this.#noteRate(readServices(listed));
    if (services.kind === 'fault') return services;
    const answer = await this.#call('getCountries', {}, 'unavailable');
    if (answer.kind === 'fault') return answer;
    const countries = this.#noteRate(readCountries(answer));
    return countries.kind === 'fault' ? countries : { ...services, ...countries, kind: 'catalogue' };
  }

  readWebhook(request: WebhookRequest): WebhookReading {
    return judgeWebhook(request);
  }

  async balance(): Promise<{ kind: 'balance'; amount: bigint } | ProviderFault> {
    const answer = await this.#call('getBalance', {}, 'unavailable');
    return answer.kind === 'fault' ? answer : this.#noteRate(readBalance(answer));
  }

  async #close(step: CloseStep, call: CloseCall, orderId: string): Promise<CloseReply | ProviderFault> {
    const answer = await this.#call(call.action, { id: orderId, status: call.status }, 'unknown_outcome');
    if (answer.kind === 'fault') return answer;
    const { minAgeMs, ...reply } = readClose(step, answer);
    if (minAgeMs !== undefined) this.#cancelAfterMs = minAgeMs;
    return this.#noteRate(reply);
  }

  /** The only door to the wire, and the only place that reveals the key. Nothing is repeated here. */
  async #call(
    action: string,
    query: Record<string, string | undefined>,
    whenLost: WhenLost,
  ): Promise<({ kind: 'answered' } & HandlerBody) | ProviderFault> {
    const answer = await this.wire.send({
      url: this.handler.url,
      query: { api_key: new Secret(this.settings.apiKey()), action, ...query },
      maxBytes: LARGEST_BODY,
    });
    if (answer.kind === 'not_sent') return answer.fault;
    if (answer.kind === 'lost') return providerFault(whenLost, `${action}: ${answer.detail}`);
    if (answer.status !== 429) return answer;
    const wait = this.wire.backOff(retryAfterMs(answer.headers, this.clock.now().getTime()));
    return providerFault('rate_limited', `${action}: HTTP 429`, wait);
  }

  /** Some shops refuse by rate in words alone. */
  #noteRate<T extends { readonly kind: string }>(reply: T | ProviderFault): T | ProviderFault {
    if (reply.kind !== 'fault' || (reply as ProviderFault).fault !== 'rate_limited') return reply;
    return { ...(reply as ProviderFault), retryAfterMs: this.wire.backOff() };
  }
}

const received = (messages: ReceivedText[]): OrderState => ({ kind: 'received', messages });

const ownText = (orderId: string, value: string, repeat: number): ReceivedText => ({
  externalId: textIdentity(orderId, value, repeat),
  text: value,
  code: LOOKS_LIKE_CODE.test(value) ? value : undefined,
});

/** False when the shop cannot have looked at the order at all, so that reading it would tell nothing new. */
function wasTried(reply: CloseReply | ProviderFault): boolean {
  if (reply.kind !== 'fault') return true;
  return !['auth', 'rate_limited', 'unavailable', 'unsupported', 'blocked', 'gone'].includes(reply.fault);
}

function toOrder({ values, lastText, ...row }: ActiveRow): UpstreamOrder {
  const counts = new Map<string, number>();
  const messages = values.map((value, index): ReceivedText => {
    const repeat = (counts.get(value) ?? 0) + 1;
    counts.set(value, repeat);
    const text = ownText(row.orderId, value, repeat);
    return index === values.length - 1 && lastText !== undefined ? { ...text, text: lastText } : text;
  });
  return { ...row, messages };
}
