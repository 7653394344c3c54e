import { hash } from 'node:crypto';
import { z } from 'zod';
import { formatAmount, parseAmount } from '../../../../domain/money/money';
import { listResaleOrders } from '../../../../usecases/resale/list-resale-orders';
import {
  CUSTOMARY_WAIT_MS,
  placeResaleOrder,
  type ResaleRefusal,
} from '../../../../usecases/resale/place-resale-order';
import { findResaleOrder } from '../../../../usecases/resale/resale-order';
import { orderWebhook } from '../../../../usecases/resale/resale-webhook';
import {
  askResaleOrderForMore,
  cancelResaleOrder,
  changeResaleOrder,
  finishResaleOrder,
} from '../../../../usecases/resale/steer-resale-order';
import { endTestOrder, findTestOrder, isTestService, placeTestOrder } from '../../../../usecases/resale/test-orders';
import { countryNamed } from '../country-named';
import { json, operation, type RestAnswer, type RestCall } from '../operation';
import { invalidBody, problem, type RestProblem, type RestProblemCode } from '../problems';
import { countryWord, Order, type OrderShape, orderShape, testOrderShape, webhookUrl } from '../shapes';

const LONGEST_POLL_S = 25;

const orderParams = z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) });
const shown = (description: string) => ({ 200: { description, schema: Order } });
type OrderCall = RestCall<z.output<typeof orderParams>, object, object>;

const wish = z
  .strictObject({
    service: z.string().min(1).max(40).describe('A code of GET /services, or a test service.'),
    country: countryWord,
    operator: z.array(z.string().min(1).max(60)).max(20).optional().describe('Only numbers of one of these.'),
    maxPrice: z
      .string()
      .regex(/^\d{1,14}(\.\d{1,4})?$/)
      .optional()
      .describe('A decimal; above it nothing is bought. The price of the moment is charged, never more.'),
    fixedPrice: z.boolean().optional().describe('With maxPrice: at exactly that price or not at all.'),
    avoidPrefixes: z
      .array(z.string().regex(/^\d{1,12}$/))
      .max(20)
      .optional()
      .describe('Beginnings with the country code that the number must not have.'),
    endCustomer: z.string().max(64).optional().describe('Your own customer, as you name them.'),
    ref: z.string().max(64).optional(),
    webhookUrl: webhookUrl
      .optional()
      .describe('Where this order is told of instead of at the webhook of the key, whose secret signs.'),
  })
  .meta({ id: 'OrderWish', examples: [{ service: 'test_success', country: 'LV' }] });

export const placeOrder = operation({
  id: 'placeOrder',
  method: 'post',
  path: '/orders',
  tag: 'Orders',
  summary: 'Buy a number: its price is held now, and charged when a code comes',
  description:
    'Send an Idempotency-Key of your own: the same key with the same wish is the same order, however often it is sent (200 and Idempotency-Replayed). 202: no supplier has answered clearly yet; poll the order.',
  isBuying: true,
  isKeyed: true,
  cost: 'buy',
  body: wish,
  answers: {
    201: { description: 'Bought.', schema: Order },
    200: { description: 'Bought before, under this Idempotency-Key.', schema: Order },
    202: { description: 'Not clear yet. The price is held.', schema: Order },
  },
  problems: [
    'idempotency_key_missing',
    'idempotency_conflict',
    'order_exists',
    'insufficient_funds',
    'daily_cap_reached',
    'too_many_open_orders',
    'price_above_max',
    'no_numbers',
    'unknown_service',
    'unknown_country',
    'unknown_operator',
    'not_offered',
    'no_webhook',
    'paused',
    'maintenance',
    'resale_off',
  ],
  example: { service: 'test_success', country: 'LV' },
  handle: (call) => (isTestService(call.body.service) ? placeTest(call) : place(call)),
});

async function place(call: RestCall<object, object, z.output<typeof wish>>): Promise<RestAnswer> {
  const { app, caller, body, trade, codes, idempotencyKey } = call;
  const service = trade.serviceByCode.get(body.service.toLowerCase());
  if (!service) return problem('unknown_service');
  const country = countryNamed(trade, body.country);
  if (!country) return problem('unknown_country');
  const webhook = body.webhookUrl === undefined ? undefined : await orderWebhook(app, caller, body.webhookUrl);
  if (webhook?.kind === 'no_webhook') return problem('no_webhook');
  if (webhook?.kind === 'invalid') return invalidBody(webhook.problem);
  const outcome = await placeResaleOrder(app, caller, {
    serviceId: service.id,
    countryId: country.id,
    operator: body.operator,
    maxPrice: body.maxPrice === undefined ? undefined : parseAmount(body.maxPrice),
    isFixedPrice: body.fixedPrice,
    avoidPrefixes: body.avoidPrefixes,
    orderId: idempotencyKey,
    endCustomer: body.endCustomer,
    ref: body.ref,
    webhookUrl: webhook?.url,
    waitMs: CUSTOMARY_WAIT_MS,
  });
  if (outcome.kind === 'refused') {
    const { reason, price, until } = outcome;
    const shownPrice = reason === 'too_dear' && price !== undefined ? { price: formatAmount(price) } : {};
    return problem(REFUSALS[reason], { ...shownPrice, retryAt: until });
  }
  const { order } = outcome;
  const shape = orderShape(order, codes);
  if (outcome.kind === 'unclear') return json(shape, 202);
  // Every supplier said no: nothing was bought, and the name is free again.
  if (order.reservation.status === 'CANCELED' && order.reservation.phone === null) return problem('no_numbers');
  return outcome.kind === 'repeated' ? { kind: 'json', body: shape, isReplay: true } : json(shape, 201);
}

const REFUSALS: Readonly<Record<ResaleRefusal, RestProblemCode>> = {
  order_conflict: 'idempotency_conflict',
  order_exists: 'order_exists',
  key_ended: 'unauthorized',
  no_such_offer: 'not_offered',
  wrong_operator: 'unknown_operator',
  too_dear: 'price_above_max',
  banned: 'banned',
  paused: 'paused',
  no_balance: 'insufficient_funds',
  daily_cap: 'daily_cap_reached',
  too_many_open: 'too_many_open_orders',
  no_numbers: 'no_numbers',
  maintenance: 'maintenance',
  resale_off: 'resale_off',
  no_scope: 'scope_missing',
};

async function placeTest({
  app,
  caller,
  body,
  codes,
  trade,
  idempotencyKey,
}: RestCall<object, object, z.output<typeof wish>>) {
  const { service } = body;
  if (!isTestService(service)) return problem('unknown_service');
  // They are had in any country, also in one that the shop does not know.
  const country = countryNamed(trade, body.country)?.iso ?? body.country;
  if (!/^[A-Z]{2}$/.test(country)) return problem('unknown_country');
  const outcome = await placeTestOrder(app, caller, { service, country, orderId: idempotencyKey });
  switch (outcome.kind) {
    case 'placed':
      return json(testOrderShape(outcome.order, codes), 201);
    case 'repeated':
      return { kind: 'json', body: testOrderShape(outcome.order, codes), isReplay: true } as const;
    case 'order_conflict':
      return problem('idempotency_conflict');
    case 'no_scope':
      return problem('scope_missing');
    default:
      return problem(outcome.kind);
  }
}

export const getOrder = operation({
  id: 'getOrder',
  method: 'get',
  path: '/orders/{id}',
  tag: 'Orders',
  summary: 'An order with its messages; with `wait`, as soon as it changes',
  description: `Long polling: with \`wait=${LONGEST_POLL_S}\` the answer comes with the next change, and at the latest after so many seconds. An order that has a code is answered at once, unless \`seen\` says how many messages you have.`,
  cost: 'read',
  params: orderParams,
  query: z.strictObject({
    wait: z.coerce.number().int().min(0).max(LONGEST_POLL_S).default(0).describe('In seconds.'),
    seen: z.coerce.number().int().min(0).max(1_000).default(0).describe('How many of its messages you have.'),
  }),
  answers: shown('As it stands.'),
  problems: ['order_not_found'],
  async handle(call) {
    const { wait, seen } = call.query;
    const first = await find(call);
    if (!first || wait === 0 || !isWaiting(first, seen)) return answer(first);
    if (first.isTest) {
      await testChanges(call, first, wait);
    } else {
      const mark = await call.orderWatch.markOf(first.id);
      // Between the two looks it may have changed.
      const again = await find(call);
      if (!again || !isWaiting(again, seen)) return answer(again);
      await call.orderWatch.changes(first.id, mark, { waitMs: wait * 1_000, signal: call.signal });
    }
    return answer(await find(call));
  },
});

const isWaiting = ({ status, messages }: OrderShape, seen: number): boolean =>
  status === 'requested' || status === 'waiting' || (status === 'completed' && messages.length <= seen);

/** A test order changes by the time alone: it is looked at until then. */
async function testChanges(call: OrderCall, first: OrderShape, waitS: number): Promise<void> {
  for (let looks = 0; looks < waitS * 2 && !call.signal.aborted; looks += 1) {
    await new Promise<void>((resolve) => void call.app.clock.after(500, resolve));
    const now = await find(call);
    if (now?.status !== first.status || now.messages.length !== first.messages.length) return;
  }
}

const listQuery = z.strictObject({
  status: z.enum(['active', 'all']).default('all').describe('active: open, or paid and still in time.'),
  from: z.iso.datetime({ offset: true }).optional().describe('Made at that instant or later.'),
  to: z.iso.datetime({ offset: true }).optional().describe('Made before it.'),
  cursor: z.coerce.number().int().min(1).max(2_147_483_647).optional().describe('`nextCursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

export const listOrders = operation({
  id: 'listOrders',
  method: 'get',
  path: '/orders',
  tag: 'Orders',
  summary: 'Your orders by any of your keys, newest first',
  description: 'Here is also what was bought when the answer was lost. Orders of test services are not listed.',
  cost: 'read',
  query: listQuery,
  answers: {
    200: { description: 'A page.', schema: z.strictObject({ data: z.array(Order), nextCursor: z.int().nullable() }) },
  },
  problems: [],
  async handle({ app, caller, query, codes }) {
    const { status, from, to, cursor, limit } = query;
    const { items, nextAfter } = await listResaleOrders(app, caller, {
      which: status,
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
      after: cursor,
      limit,
    });
    return json({ data: items.map((order) => orderShape(order, codes)), nextCursor: nextAfter ?? null });
  },
});

export const cancelOrder = operation({
  id: 'cancelOrder',
  method: 'post',
  path: '/orders/{id}/cancel',
  tag: 'Orders',
  summary: 'Give the number back: what is held for it is free again',
  isBuying: true,
  cost: 'read',
  params: orderParams,
  answers: shown('Canceled.'),
  problems: ['order_not_found', 'too_early', 'still_asking', 'code_received', 'already_ended'],
  async handle(call) {
    const test = await endTest(call, 'waiting', 'code_received');
    if (test) return test;
    const outcome = await cancelResaleOrder(call.app, call.caller, call.params.id);
    switch (outcome.kind) {
      case 'canceled':
        return answer(await find(call));
      case 'too_early':
      case 'pending':
        return problem('too_early', { retryAt: outcome.kind === 'pending' ? outcome.until : outcome.cancelableAt });
      case 'has_code':
        return problem('code_received');
      case 'no_scope':
        return problem('scope_missing');
      case 'not_found':
        return problem('order_not_found');
      default:
        return problem(outcome.kind);
    }
  },
});

export const finishOrder = operation({
  id: 'finishOrder',
  method: 'post',
  path: '/orders/{id}/finish',
  tag: 'Orders',
  summary: 'Say that you need no more of it',
  isBuying: true,
  cost: 'read',
  params: orderParams,
  answers: shown('Finished.'),
  problems: ['order_not_found', 'no_code_yet', 'already_ended'],
  async handle(call) {
    const test = await endTest(call, 'completed', 'no_code_yet');
    if (test) return test;
    const { kind } = await finishResaleOrder(call.app, call.caller, call.params.id);
    if (kind === 'finished') return answer(await find(call));
    if (kind === 'no_scope') return problem('scope_missing');
    return problem(kind === 'no_code' ? 'no_code_yet' : kind === 'not_found' ? 'order_not_found' : kind);
  },
});

export const askForMore = operation({
  id: 'resendOrder',
  method: 'post',
  path: '/orders/{id}/resend',
  tag: 'Orders',
  summary: 'Ask for another SMS on the same number, free, until its deadline',
  isBuying: true,
  cost: 'read',
  params: orderParams,
  answers: shown('Asked.'),
  problems: ['order_not_found', 'no_code_yet', 'already_ended', 'not_supported', 'supplier_unavailable'],
  async handle(call) {
    if (await findTestOrder(call.app, call.caller, call.params.id)) return problem('not_supported');
    const { kind } = await askResaleOrderForMore(call.app, call.caller, call.params.id);
    return kind === 'asked' ? answer(await find(call)) : problem(NO_MORE[kind]);
  },
});

const NO_MORE = {
  no_code: 'no_code_yet',
  over: 'already_ended',
  unsupported: 'not_supported',
  unavailable: 'supplier_unavailable',
  not_found: 'order_not_found',
  no_scope: 'scope_missing',
} as const;

export const changeOrder = operation({
  id: 'changeOrder',
  method: 'post',
  path: '/orders/{id}/change',
  tag: 'Orders',
  summary: 'Another number for the same money and deadline; the order keeps its id',
  isBuying: true,
  isKeyed: true,
  cost: 'buy',
  params: orderParams,
  answers: shown('With its new number.'),
  problems: ['idempotency_key_missing', 'order_not_found', 'too_early', 'no_numbers', 'already_ended', 'not_supported'],
  async handle(call) {
    const { app, caller, params, idempotencyKey } = call;
    if (await findTestOrder(app, caller, params.id)) return problem('not_supported');
    const key = uuidOf(`${caller.keyId} ${params.id} ${idempotencyKey}`);
    const outcome = await changeResaleOrder(app, caller, { id: params.id, key });
    switch (outcome.kind) {
      case 'changed':
      case 'repeated':
        return answer(await find(call));
      case 'too_early':
        return problem('too_early', { retryAt: outcome.until });
      case 'not_waiting':
        return problem('already_ended');
      case 'no_numbers':
        return problem('no_numbers');
      case 'no_scope':
        return problem('scope_missing');
      case 'not_found':
        return problem('order_not_found');
    }
  },
});

/** The act's own key, made of the caller's: the same one however often it is sent. */
function uuidOf(text: string): string {
  const hex = hash('sha256', text, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function endTest(
  call: OrderCall,
  from: 'waiting' | 'completed',
  otherwise: RestProblemCode,
): Promise<RestAnswer | undefined> {
  const order = await findTestOrder(call.app, call.caller, call.params.id);
  if (!order) return undefined;
  if (!call.caller.scopes.has('BUY')) return problem('scope_missing');
  if (order.status === 'waiting' || order.status === 'completed') {
    if (order.status !== from) return problem(otherwise);
    if (await endTestOrder(call.app, order)) return answer(await find(call));
  }
  return problem('already_ended');
}

async function find({ app, caller, params, codes }: OrderCall): Promise<OrderShape | undefined> {
  const order = await findResaleOrder(app, caller, params.id);
  if (order) return orderShape(order, codes);
  const test = await findTestOrder(app, caller, params.id);
  return test && testOrderShape(test, codes);
}

const answer = (order: OrderShape | undefined): RestAnswer | RestProblem =>
  order ? json(order) : problem('order_not_found');
