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
import { codeText } from '../code-text';
import { lookAfterCancel, wasTried } from '../look-after-close';
import type { VendorDoor } from '../vendor-door';
import type { Unclear, VendorReply } from '../vendor-reply';
import type { CloseCall } from './dialect';
import { handlerCapabilities } from './dialect';
import type { HandlerSettings } from './handler-settings';
import { judgeWebhook } from './judge-webhook';
import { listOrders } from './list-orders';
import { readActive } from './read-active';
import { readBalance } from './read-balance';
import { readCatalogueOfPrices, readCountries, readServices } from './read-catalogue';
import type { CloseStep } from './read-close';
import { readClose } from './read-close';
import { readPrices } from './read-prices';
import { readPurchase } from './read-purchase';
import { readStatus } from './read-status';
import { readStatusV2 } from './read-status-v2';

type Query = Readonly<Record<string, string | undefined>>;

/** A whole price table is about 1 MB at the largest shop. */
const LARGEST_BODY = 8 * 1024 * 1024;

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
    private readonly door: VendorDoor,
    private readonly clock: Clock,
  ) {
    this.id = settings.id;
    this.name = settings.name;
    this.#cancelAfterMs = handler.dialect.cancelAfterMs;
    this.capabilities = handlerCapabilities(handler.dialect, handler.idempotent);
    if (!handler.dialect.activeList) this.listActive = undefined;
    if (!this.capabilities.has('resend')) this.resend = undefined;
    if (!this.capabilities.has('ban')) this.ban = undefined;
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
    const bought = await this.#ask(purchaseAction, query, 'unknown_outcome', readPurchase);
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
    const read = statusAction === 'getStatusV2' ? readStatusV2 : readStatus;
    const status = await this.#ask(statusAction, { id: orderId, ...statusExtra }, 'unavailable', read);
    switch (status.kind) {
      case 'waiting_again':
        this.#repeats.waitingAgain(orderId, status.value, begunAt);
        if (status.value === undefined) return { kind: 'waiting' };
        // The old code once more, for a reader who missed it; its id says that it is the old one.
        return received([codeText(orderId, status.value, this.#repeats.last(orderId, status.value))]);
      case 'code': {
        const text = codeText(orderId, status.value, this.#repeats.seen(orderId, status.value, begunAt));
        return received([status.text === undefined ? text : { ...text, text: status.text }]);
      }
      default:
        return status;
    }
  }

  listActive? = async (): Promise<{ kind: 'orders'; orders: UpstreamOrder[] } | ProviderFault> => {
    const { action, paged } = this.handler.dialect.activeList!;
    return listOrders(paged, (query) => this.#ask(action, query, 'unavailable', readActive));
  };

  async cancel(orderId: string): Promise<CloseReply | ProviderFault> {
    const reply = await this.#close('cancel', this.handler.dialect.cancel, orderId);
    return lookAfterCancel(reply, () => this.orderState(orderId));
  }

  /** The protocol's only way to call a number bad is the cancel with refund. */
  ban? = (orderId: string): Promise<CloseReply | ProviderFault> => {
    return this.cancel(orderId);
  };

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

  prices(filter: {
    serviceCode?: string;
    countryCode?: string;
  }): Promise<{ kind: 'prices'; rows: PriceRow[] } | ProviderFault> {
    const query = { service: filter.serviceCode, country: filter.countryCode };
    return this.#ask('getPrices', query, 'unavailable', readPrices);
  }

  async catalogue(): Promise<SupplierCatalogue | ProviderFault> {
    if (this.handler.dialect.catalogue === 'prices') {
      return this.#ask('getPrices', {}, 'unavailable', readCatalogueOfPrices);
    }
    const services = await this.#ask('getServicesList', {}, 'unavailable', readServices);
    if (services.kind === 'fault') return services;
    const countries = await this.#ask('getCountries', {}, 'unavailable', readCountries);
    return countries.kind === 'fault' ? countries : { ...services, ...countries, kind: 'catalogue' };
  }

  readWebhook(request: WebhookRequest): WebhookReading {
    return judgeWebhook(request);
  }

  balance(): Promise<{ kind: 'balance'; amount: bigint } | ProviderFault> {
    return this.#ask('getBalance', {}, 'unavailable', readBalance);
  }

  async #close(step: CloseStep, call: CloseCall, orderId: string): Promise<CloseReply | ProviderFault> {
    const query = { id: orderId, status: call.status };
    const reading = await this.#ask(call.action, query, 'unknown_outcome', (answer) => readClose(step, answer));
    if (reading.kind !== 'too_early') return reading;
    const { minAgeMs, ...reply } = reading;
    if (minAgeMs !== undefined) this.#cancelAfterMs = minAgeMs;
    return reply;
  }

  /** The only door to the wire, and the only place that reveals the key. Nothing is repeated here. */
  async #ask<T extends { readonly kind: string }>(
    action: string,
    query: Query,
    whenLost: Unclear,
    read: (answer: VendorReply) => T | ProviderFault,
  ): Promise<T | ProviderFault> {
    const answer = await this.door.ask({
      name: action,
      whenLost,
      url: this.handler.url,
      query: { api_key: new Secret(this.settings.apiKey()), action, ...query },
      maxBytes: LARGEST_BODY,
    });
    return answer.kind === 'fault' ? answer : this.door.noteRate(read(answer));
  }
}

const received = (messages: ReceivedText[]): OrderState => ({ kind: 'received', messages });
