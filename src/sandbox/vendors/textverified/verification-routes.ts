import { formatAmount, parseAmount } from '../../../domain/money/money';
import { buyNumber } from '../account/buy-number';
import { banOrder, cancelOrder } from '../account/close-order';
import type { VendorOrder } from '../account/order';
import type { AccountRefusal } from '../account/refusal';
import { jsonAnswer } from '../kernel/vendor-answer';
import { jsonBody } from '../kernel/vendor-call';
import { createMock, isMockId, isMockService, mockSms, readMock } from './mock-services';
import { page, refusal, type TextVerifiedCall, type TextVerifiedRoute } from './textverified-call';
import { smsJson, verificationJson } from './verification-json';

const COUNTRY = 'us';

export const create: TextVerifiedRoute = ({ call, shop, base }) => {
  const body = (jsonBody(call) ?? {}) as Record<string, unknown>;
  const service = String(body.serviceName ?? '');
  if (isMockService(service)) return createMock(service, base, shop.now());
  const header = call.headers['idempotency-key'];
  const orderKey = typeof header === 'string' && header.length <= 256 ? header : undefined;
  const known = orderKey === undefined ? undefined : shop.book.findByKey(orderKey);
  if (known) return created(known, base);
  const maxPrice = typeof body.maxPrice === 'number' ? parseAmount(String(body.maxPrice)) : undefined;
  const wish = { service, country: COUNTRY, maxPrice, orderKey };
  const outcome = buyNumber(shop.book, wish, shop.terms());
  return outcome.kind === 'bought' ? created(outcome.order, base) : refusal(wordOf(outcome.refusal));
};

function created(order: VendorOrder, base: string) {
  const href = `${base}/verifications/${order.id}`;
  return jsonAnswer({ href, method: 'GET' }, 201, { location: href });
}

/** What it says about an unknown service is not documented; it says something. */
function wordOf({ kind }: AccountRefusal): string {
  if (kind === 'no_balance') return 'InsufficientBalance';
  if (kind === 'price_too_low') return 'PricingFailure';
  if (kind === 'too_many_open') return 'TooManyUnfinishedVerifications';
  return kind === 'bad_service' ? 'ServiceNotSupported' : 'Unavailable';
}

export const read: TextVerifiedRoute = ({ parts, shop, base }) => {
  if (isMockId(parts.id!)) return readMock(parts.id!, base, shop.now());
  const order = shop.book.find(parts.id!);
  return order ? jsonAnswer(verificationJson(order, base)) : refusal('NotFound', 404);
};

export const list: TextVerifiedRoute = ({ call, shop, base }) => {
  const rows = shop.book.all().reverse();
  return page(
    base,
    '/verifications',
    rows.map((order) => verificationJson(order, base)),
    call.params,
  );
};

export const cancel: TextVerifiedRoute = (asked) =>
  close(asked, (order) => cancelOrder(asked.shop.book, order, asked.shop.now(), asked.shop.minCancelAgeMs).kind);

export const report: TextVerifiedRoute = (asked) =>
  close(asked, (order) => banOrder(asked.shop.book, order, asked.shop.now()).kind);

function close({ parts, shop, base }: TextVerifiedCall, move: (order: VendorOrder) => string) {
  const order = shop.book.find(parts.id!);
  if (!order) return refusal('NotFound', 404);
  return move(order) === 'done' ? jsonAnswer(verificationJson(order, base)) : refusal('InvalidState');
}

export const sms: TextVerifiedRoute = ({ call, shop, base }) => {
  const id = call.params.get('reservationId');
  if (id && isMockId(id)) return mockSms(id, shop.now());
  const orders = shop.book.all().filter((order) => id === null || order.id === id);
  const rows = orders.flatMap((order) =>
    order.sms.map((one, index) => ({ at: one.at, json: smsJson(order, one, index) })),
  );
  rows.sort((one, other) => other.at - one.at);
  return page(
    base,
    '/sms',
    rows.map(({ json }) => json),
    call.params,
  );
};

export const pricing: TextVerifiedRoute = ({ call, shop }) => {
  const { serviceName = '' } = (jsonBody(call) ?? {}) as { serviceName?: string };
  const row = shop.book.shelf.get(COUNTRY, serviceName);
  return row ? jsonAnswer({ serviceName, price: Number(formatAmount(row.cost)) }) : refusal('ServiceNotSupported');
};

export const inventory: TextVerifiedRoute = ({ call, shop }) => {
  const { serviceName = '' } = (jsonBody(call) ?? {}) as { serviceName?: string };
  const row = shop.book.shelf.get(COUNTRY, serviceName);
  return row ? jsonAnswer({ availableQuantity: Math.min(row.count, 9_000) }) : refusal('ServiceNotSupported');
};

export const account: TextVerifiedRoute = ({ shop }) =>
  jsonAnswer({ username: 'shop@example.test', currentBalance: Number(formatAmount(shop.book.balance)) });

export const services: TextVerifiedRoute = ({ shop }) =>
  jsonAnswer(shop.book.shelf.rows().map(({ service }) => ({ serviceName: service, capability: 'sms' })));
