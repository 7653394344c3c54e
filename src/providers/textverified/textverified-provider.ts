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
  WebhookReading,
  WebhookRequest,
} from '../../ports/sms-provider';
import { lookAfterCancel } from '../look-after-close';
import { providerFault } from '../provider-fault';
import type { VendorDoor } from '../vendor-door';
import type { Unclear, VendorReply } from '../vendor-reply';
import { shapeOf } from '../vendor-reply';
import { type AccessToken, createAccessToken } from './access-token';
import { readBalance, readPrice, readQuantity, readServices } from './read-account';
import { readCreated } from './read-created';
import { readFault } from './read-fault';
import { readSmsPage } from './read-sms';
import { type Link, readVerification, type Verification } from './read-verification';
import { readVerificationPage } from './read-verifications';
import { readTextVerifiedWebhook } from './read-webhook';
import type { TextVerifiedSettings } from './textverified-settings';

const CAPABILITIES: readonly ProviderCapability[] = [
  'purchase',
  'idempotentPurchase',
  'webhook',
  'prices',
  'stock',
  'catalogue',
  'cancel',
  'ban',
  'balance',
  'activeList',
  'maxPrice',
];
/** The only country there is. */
const COUNTRY = 'us';
const MOST_PAGES = 20;
/** How long a cancel is still locked it does not say; it is asked again after this. */
const ASK_AGAIN_MS = 30_000;

type Answered = { readonly kind: 'answered' } & VendorReply;
interface Question {
  readonly name: string;
  readonly whenLost?: Unclear;
  readonly body?: Record<string, unknown>;
  readonly query?: Record<string, string>;
  readonly idempotencyKey?: string;
}

/** TextVerified, version 2. An order is a verification; where it stands and what it allows is told by links, which are followed. */
export class TextVerifiedProvider implements SmsProvider {
  readonly id: number;
  readonly name: string;
  readonly capabilities: ReadonlySet<ProviderCapability> = new Set(CAPABILITIES);
  readonly #token: AccessToken;

  constructor(
    private readonly settings: ProviderSettings,
    private readonly own: TextVerifiedSettings,
    private readonly door: VendorDoor,
    private readonly clock: Clock,
  ) {
    this.id = settings.id;
    this.name = settings.name;
    this.#token = createAccessToken({ ...own, apiKey: settings.apiKey, door, clock });
  }

  async acquire(request: AcquireRequest): Promise<AcquiredNumber | ProviderFault> {
    if (request.countryCode !== COUNTRY) return providerFault('mapping', 'TextVerified sells numbers of "us" only');
    const askedAt = this.clock.now().getTime();
    const created = await this.#call(
      { href: '/verifications', method: 'POST' },
      {
        name: 'verifications/create',
        whenLost: 'unknown_outcome',
        idempotencyKey: request.reservationKey,
        body: {
          serviceName: request.serviceCode,
          capability: 'sms',
          maxPrice: Number(formatAmountShort(request.maxCost)),
          ...(request.operator && request.operator !== 'any'
            ? { carrierSelectOption: request.operator.split(',') }
            : {}),
        },
      },
    );
    if (created.kind === 'fault') return created;
    const link = readCreated(created);
    if (link.kind === 'fault') return link;
    // It is bought by now: whatever goes wrong from here on, the list of verifications knows it.
    const bought = await this.#read(link.link);
    if (bought.kind === 'fault' || bought.phone === undefined)
      return providerFault('unknown_outcome', 'bought, but the verification could not be read');
    const { id: orderId, phone, cost, createdAt, endsAt } = bought;
    const lifetimeMs =
      createdAt && endsAt && endsAt > createdAt ? endsAt.getTime() - createdAt.getTime() : this.own.lifetimeMs;
    return { kind: 'acquired', orderId, phone, cost, expiresAt: new Date(askedAt + lifetimeMs) };
  }

  async orderState(orderId: string): Promise<OrderState | ProviderFault> {
    const found = await this.#find(orderId);
    if (found.kind === 'fault') return found;
    if (found.phase !== 'completed') return { kind: found.phase === 'pending' ? 'waiting' : 'ended' };
    if (!found.sms) return providerFault('unavailable', 'a completed verification without a link to its SMS');
    const answer = await this.#call(found.sms, { name: 'sms' });
    const page = answer.kind === 'fault' ? answer : readSmsPage(answer);
    if (page.kind === 'fault') return page;
    return { kind: 'received', messages: page.list.map((sms) => sms.toText(orderId)) };
  }

  async listActive(): Promise<{ kind: 'orders'; orders: UpstreamOrder[] } | ProviderFault> {
    const open: Verification[] = [];
    let next: Link | undefined = { href: '/verifications', method: 'GET' };
    for (let page = 0; next; page += 1) {
      if (page >= MOST_PAGES) return providerFault('unavailable', `more than ${MOST_PAGES} pages of verifications`);
      const answer: Answered | ProviderFault = await this.#call(next, { name: 'verifications/list' });
      const read = answer.kind === 'fault' ? answer : readVerificationPage(answer);
      if (read.kind === 'fault') return read;
      const now = this.clock.now();
      open.push(
        ...read.list.filter(
          (one) => one.phase === 'pending' || (one.phase === 'completed' && one.endsAt && one.endsAt > now),
        ),
      );
      next = read.next;
    }
    if (!open.some(({ phase }) => phase === 'completed'))
      return { kind: 'orders', orders: open.map((one) => toOrder(one)) };
    const answer = await this.#call(
      { href: '/sms', method: 'GET' },
      { name: 'sms/list', query: { reservationType: 'verification' } },
    );
    const sms = answer.kind === 'fault' ? answer : readSmsPage(answer);
    if (sms.kind === 'fault') return sms;
    return {
      kind: 'orders',
      orders: open.map((one) =>
        toOrder(
          one,
          sms.list.filter(
            ({ to, createdAt }) => to === one.phone && !(createdAt && one.createdAt && createdAt < one.createdAt),
          ),
        ),
      ),
    };
  }

  cancel(orderId: string): Promise<CloseReply | ProviderFault> {
    return this.#close(orderId, 'cancel');
  }

  /** A reported number is not given to us again, and paid back. */
  ban(orderId: string): Promise<CloseReply | ProviderFault> {
    return this.#close(orderId, 'report');
  }

  async prices(filter: {
    serviceCode?: string;
    countryCode?: string;
  }): Promise<{ kind: 'prices'; rows: PriceRow[] } | ProviderFault> {
    const { serviceCode, countryCode = COUNTRY } = filter;
    if (countryCode !== COUNTRY) return { kind: 'prices', rows: [] };
    if (serviceCode === undefined) return providerFault('unsupported', 'prices are told for one service at a time');
    const body = { serviceName: serviceCode, capability: 'sms', numberType: 'mobile', areaCode: false, carrier: false };
    const priced = await this.#call({ href: '/pricing/verifications', method: 'POST' }, { name: 'pricing', body });
    const price = priced.kind === 'fault' ? priced : readPrice(priced);
    if (price.kind === 'fault') return price;
    const counted = await this.#call({ href: '/inventory/verifications', method: 'POST' }, { name: 'inventory', body });
    const quantity = counted.kind === 'fault' ? counted : readQuantity(counted);
    if (quantity.kind === 'fault') return quantity;
    return { kind: 'prices', rows: [{ serviceCode, countryCode, cost: price.cost, count: quantity.count }] };
  }

  async catalogue(): Promise<SupplierCatalogue | ProviderFault> {
    const query = { numberType: 'mobile', reservationType: 'verification' };
    const answer = await this.#call({ href: '/services', method: 'GET' }, { name: 'services', query });
    const read = answer.kind === 'fault' ? answer : readServices(answer);
    if (read.kind === 'fault') return read;
    return {
      kind: 'catalogue',
      services: read.services,
      countries: [{ code: COUNTRY, name: 'United States', iso: 'US' }],
    };
  }

  async balance(): Promise<{ kind: 'balance'; amount: bigint } | ProviderFault> {
    const answer = await this.#call({ href: '/account/me', method: 'GET' }, { name: 'account' });
    return answer.kind === 'fault' ? answer : readBalance(answer);
  }

  readWebhook(request: WebhookRequest): WebhookReading {
    return readTextVerifiedWebhook(request, this.settings.webhookKey?.() ?? '');
  }

  #find(orderId: string): Promise<Verification | ProviderFault> {
    return this.#read({ href: `/verifications/${encodeURIComponent(orderId)}`, method: 'GET' });
  }

  async #read(link: Link): Promise<Verification | ProviderFault> {
    const answer = await this.#call(link, { name: 'verifications/read' });
    return answer.kind === 'fault' ? answer : readVerification(answer);
  }

  async #close(orderId: string, step: 'cancel' | 'report'): Promise<CloseReply | ProviderFault> {
    const found = await this.#find(orderId);
    if (found.kind === 'fault') return found;
    if (found.phase === 'completed') return { kind: 'has_code' };
    if (found.phase === 'over') return { kind: 'done' };
    const [link, isAllowed] = step === 'cancel' ? [found.cancel, found.canCancel] : [found.report, found.canReport];
    if (!link || !isAllowed) return { kind: 'too_early', retryAfterMs: ASK_AGAIN_MS };
    const answer = await this.#call(link, { name: `verifications/${step}`, whenLost: 'unknown_outcome' });
    const isDone =
      answer.kind === 'answered' && answer.status >= 200 && answer.status < 300 && shapeOf(answer).kind !== 'unclear';
    const reply =
      answer.kind === 'fault'
        ? answer
        : isDone
          ? ({ kind: 'done' } as const)
          : readFault(shapeOf(answer), answer.status, 'unknown_outcome');
    return lookAfterCancel(reply, () => this.orderState(orderId));
  }

  /** The only door to the wire. A refused token is renewed once: a call that was refused for it did nothing. */
  async #call(link: Link, question: Question): Promise<Answered | ProviderFault> {
    const url = this.#placeOf(link.href);
    if (url === undefined)
      return providerFault(question.whenLost ?? 'unavailable', `${question.name}: a link to another host`);
    for (let attempt = 1; ; attempt += 1) {
      const token = await this.#token.get();
      if (token.kind === 'fault') return token;
      const { name, whenLost = 'unavailable', body, query, idempotencyKey } = question;
      const answer = await this.door.ask({
        ...{ name, whenLost, url, method: link.method, query, body },
        headers: {
          Authorization: new Secret(`Bearer ${token.value.reveal()}`),
          ...(idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {}),
        },
      });
      if (answer.kind === 'fault' || answer.status !== 401 || attempt > 1) return answer;
      this.#token.forget(token.value);
    }
  }

  /** Paths are ours; whole addresses come from the supplier, and the token goes to its own host only. */
  #placeOf(href: string): string | undefined {
    if (href.startsWith('/') && !href.startsWith('//')) {
      const { pathname, origin } = new URL(this.own.url);
      return href.startsWith(`${pathname}/`) ? origin + href : this.own.url + href;
    }
    return URL.canParse(href) && new URL(href).origin === new URL(this.own.url).origin ? href : undefined;
  }
}

function toOrder(
  { id, phone, serviceCode, cost, createdAt }: Verification,
  sms: readonly { toText(id: string): UpstreamOrder['messages'][number] }[] = [],
): UpstreamOrder {
  return {
    orderId: id,
    phone: phone ?? '',
    serviceCode,
    countryCode: COUNTRY,
    cost,
    createdAt,
    messages: sms.map((one) => one.toText(id)),
  };
}
