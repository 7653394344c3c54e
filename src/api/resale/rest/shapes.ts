import { z } from 'zod';
import type { EventDeliveryRow } from '../../../database/queries/events';
import type { ResaleOfferRow } from '../../../database/queries/resale-catalogue';
import { EVENT_DELIVERY_STATES, ORDER_EVENT_TYPES, WEBHOOK_TEST } from '../../../domain/event-types';
import { formatAmount } from '../../../domain/money/money';
import type { ResaleOrder } from '../../../usecases/resale/resale-order';
import type { ResaleWebhook } from '../../../usecases/resale/resale-webhook';
import type { TestOrder } from '../../../usecases/resale/test-orders';

const money = z
  .string()
  .regex(/^\d{1,14}\.\d{4}$/)
  .describe('A decimal with four places, in the currency of the shop.');
const instant = z.iso.datetime({ offset: false }).describe('UTC.');
export const countryCode = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .describe('Two letters of ISO 3166.');
/** As callers may write a country. */
export const countryWord = z
  .string()
  .regex(/^[A-Za-z0-9 _.-]{1,40}$/)
  .describe(
    'Two letters of ISO 3166, or a word of GET /countries under `aliases`, in any case: what handler_api takes. A word that could mean two countries is unknown, but two capital letters are always ISO.',
  );
export const serviceCode = z
  .string()
  .regex(/^[a-z0-9_-]{1,40}$/)
  .describe('The code of a service, as GET /services lists it.');
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .describe('ISO 4217.');

export const Balance = z
  .strictObject({ available: money, held: money.describe('For orders that are open.'), currency })
  .meta({ id: 'Balance', examples: [{ available: '9.2000', held: '0.8000', currency: 'USD' }] });

export const Service = z
  .strictObject({ code: serviceCode, name: z.string(), aliases: z.array(z.string()).describe('Understood as well.') })
  .meta({ id: 'Service', examples: [{ code: 'wa', name: 'WhatsApp', aliases: [] }] });

export const Country = z
  .strictObject({
    code: countryCode,
    name: z.string(),
    callingCode: z.string().describe('Digits, without a plus.'),
    aliases: z.array(z.string()).describe('Understood as well: the number of handler_api first.'),
  })
  .meta({ id: 'Country', examples: [{ code: 'LV', name: 'Latvia', callingCode: '371', aliases: ['49'] }] });

export const Offer = z
  .strictObject({
    service: serviceCode,
    country: countryCode,
    price: money,
    currency,
    count: z.int().min(0).describe('How many can be delivered now.'),
  })
  .meta({ id: 'Offer', examples: [{ service: 'wa', country: 'LV', price: '0.8000', currency: 'USD', count: 400 }] });

export const Sms = z
  .strictObject({
    id: z.string(),
    code: z.string().nullable().describe('Null where none was found: then read the text.'),
    text: z.string(),
    receivedAt: instant,
  })
  .meta({
    id: 'Sms',
    examples: [{ id: '7', code: '012345', text: 'Your code is 012345', receivedAt: '2026-11-29T12:00:30.000Z' }],
  });

export const ORDER_STATUSES = ['requested', 'waiting', 'completed', 'finished', 'expired', 'canceled'] as const;

export const Order = z
  .strictObject({
    id: z.int().min(1).max(2_147_483_647),
    status: z
      .enum(ORDER_STATUSES)
      .describe(
        'requested: no supplier has answered yet · waiting: there is a number, and no code · completed: a code came, and the order is paid; more may come until expiresAt · finished: you need no more of it · expired, canceled: ended without a code, nothing was charged.',
      ),
    service: z.string(),
    country: z.string(),
    operator: z.string().nullable(),
    phone: z.string().nullable().describe('E.164 with a plus; null while requested.'),
    price: money.describe('Held until a code comes, and only then charged.'),
    currency,
    createdAt: instant,
    expiresAt: instant,
    cancelableAt: instant.nullable().describe('From then on the supplier takes the number back; null: at once.'),
    messages: z.array(Sms).describe('Oldest first.'),
    idempotencyKey: z.string().nullable(),
    endCustomer: z.string().nullable(),
    ref: z.string().nullable(),
    isTest: z.boolean().describe('An order of a test service: no money, no number.'),
  })
  .meta({
    id: 'Order',
    examples: [
      {
        id: 1042,
        status: 'waiting',
        service: 'wa',
        country: 'LV',
        operator: null,
        phone: '+37120000001',
        price: '0.8000',
        currency: 'USD',
        createdAt: '2026-11-29T12:00:00.000Z',
        expiresAt: '2026-11-29T12:20:00.000Z',
        cancelableAt: null,
        messages: [],
        idempotencyKey: 'order-1',
        endCustomer: null,
        ref: null,
        isTest: false,
      },
    ],
  });
export type OrderShape = z.infer<typeof Order>;

export const webhookUrl = z.string().min(1).max(500);
const orderEvents = z.enum(ORDER_EVENT_TYPES);

export const Webhook = z
  .strictObject({
    url: z.string(),
    events: z.array(orderEvents),
    isActive: z
      .boolean()
      .describe('False: it took nothing for three days, or answered 410. Setting it anew turns it on.'),
    failingSince: instant.nullable(),
    problem: z.string().nullable().describe('What came of the last failure.'),
    secret: z
      .string()
      .nullable()
      .describe('whsec_..., as libraries of Standard Webhooks take it: shown with a new one, and null ever after.'),
  })
  .meta({
    id: 'Webhook',
    examples: [
      {
        url: 'https://example.com/hook',
        events: ['order.sms'],
        isActive: true,
        failingSince: null,
        problem: null,
        secret: null,
      },
    ],
  });

export const WebhookWish = z
  .strictObject({
    url: webhookUrl.describe('https, on the public internet.'),
    events: z
      .array(orderEvents)
      .min(1)
      .optional()
      .describe('Left out: as it was; for a new one `order.sms`, which is all that software of the trade knows.'),
  })
  .meta({ id: 'WebhookWish', examples: [{ url: 'https://example.com/hook', events: ['order.sms', 'order.expired'] }] });

export const Delivery = z
  .strictObject({
    id: z.string(),
    webhookId: z.string().describe('The header webhook-id: the same however often it is sent.'),
    type: z.string(),
    activationId: z.string().nullable().describe('The order; null for a test.'),
    state: z.enum(EVENT_DELIVERY_STATES).describe('FAILED: given up.'),
    attempts: z.int().min(0),
    dueAt: instant.describe('When it is tried next, or was.'),
    lastStatus: z.int().nullable().describe('What your server answered.'),
    lastProblem: z.string().nullable(),
    lastAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({
    id: 'Delivery',
    examples: [
      {
        id: '12',
        webhookId: 'evt_34',
        type: 'order.sms',
        activationId: '1042',
        state: 'DELIVERED',
        attempts: 1,
        dueAt: '2026-11-29T12:00:30.000Z',
        lastStatus: 200,
        lastProblem: null,
        lastAt: '2026-11-29T12:00:31.000Z',
        createdAt: '2026-11-29T12:00:30.000Z',
      },
    ],
  });

export const OrderEvent = z
  .strictObject({
    type: z.enum([...ORDER_EVENT_TYPES, WEBHOOK_TEST]),
    id: z.string().describe('Of an SMS, as the order shows it; otherwise of the event.'),
    activationId: z.string().describe('The id of the order.'),
    idempotencyKey: z.string().nullable(),
    service: z.string(),
    country: z.int().nullable().describe('The number of handler_api.'),
    countryCode: countryCode.nullable(),
    phone: z.string().nullable().describe('E.164 with a plus.'),
    phoneFrom: z.string().nullable().describe('Who sent the SMS.'),
    text: z.string().nullable().describe('Null where there is no SMS, and once it was erased.'),
    code: z.string().nullable().describe('Null where none was found: then read the text.'),
    status: z.string().describe('Of the order when it happened.'),
    receivedAt: instant,
  })
  .meta({
    id: 'OrderEvent',
    examples: [
      {
        type: 'order.sms',
        id: '7',
        activationId: '1042',
        idempotencyKey: 'order-1',
        service: 'wa',
        country: 49,
        countryCode: 'LV',
        phone: '+37120000001',
        phoneFrom: 'WhatsApp',
        text: 'Your code is 012345',
        code: '012345',
        status: 'completed',
        receivedAt: '2026-11-29T12:00:30.000Z',
      },
    ],
  });

export function webhookShape(o: ResaleWebhook, secret: string | null = null): z.infer<typeof Webhook> {
  const { url, events, isActive, failingSince, problem } = o;
  return { url, events: [...events], isActive, failingSince: failingSince?.toISOString() ?? null, problem, secret };
}

export function deliveryShape(row: EventDeliveryRow): z.infer<typeof Delivery> {
  const { id, eventId, type, data, state, attempts, dueAt, lastStatus, lastProblem, lastAt, at } = row;
  return {
    id: String(id),
    webhookId: `evt_${eventId}`,
    type,
    activationId: typeof data.orderId === 'string' ? data.orderId : null,
    state,
    attempts,
    dueAt: dueAt.toISOString(),
    lastStatus,
    lastProblem,
    lastAt: lastAt?.toISOString() ?? null,
    createdAt: at.toISOString(),
  };
}

/** The codes of services and of countries by our ids. */
export interface RestCodes {
  readonly serviceCode: (id: number) => string | undefined;
  readonly countryIso: (id: number) => string | undefined;
  readonly currency: string;
}

export function offerShape(row: ResaleOfferRow, codes: RestCodes): z.infer<typeof Offer> | undefined {
  const [service, country] = [codes.serviceCode(row.serviceId), codes.countryIso(row.countryId)];
  if (!service || !country) return undefined;
  return { service, country, price: formatAmount(row.price), currency: codes.currency, count: row.count };
}

export function orderShape(order: ResaleOrder, codes: RestCodes): OrderShape {
  const { reservation } = order;
  return {
    id: order.id,
    status: statusOf(order),
    service: codes.serviceCode(reservation.serviceId) ?? '',
    country: reservation.countryIso,
    operator: order.operator,
    phone: reservation.phone === null ? null : `+${reservation.phone}`,
    price: formatAmount(reservation.price),
    currency: codes.currency,
    createdAt: order.createdAt.toISOString(),
    expiresAt: reservation.expiresAt.toISOString(),
    cancelableAt: reservation.cancelableAt?.toISOString() ?? null,
    messages: reservation.messages
      .filter(({ status }) => status === 'APPLIED')
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, code, text, at }) => ({ id: String(id), code, text, receivedAt: at.toISOString() })),
    idempotencyKey: order.orderId,
    endCustomer: order.endCustomer,
    ref: order.ref,
    isTest: false,
  };
}

function statusOf({ reservation, finishedAt }: ResaleOrder): OrderShape['status'] {
  switch (reservation.status) {
    case 'WAITING_CODE':
      return reservation.stage === 'REQUESTED' ? 'requested' : 'waiting';
    case 'COMPLETED':
      return finishedAt ? 'finished' : 'completed';
    case 'EXPIRED':
      return 'expired';
    case 'CANCELED':
      return 'canceled';
  }
}

/** The order of a test service, as it stands at that instant: it is worked out from its time, and nothing else happens. */
export function testOrderShape(order: TestOrder, { currency }: RestCodes): OrderShape {
  return {
    id: order.id,
    status: order.status,
    service: order.service,
    country: order.country,
    operator: null,
    phone: `+${order.phone}`,
    price: formatAmount(0n),
    currency,
    createdAt: order.createdAt.toISOString(),
    expiresAt: order.expiresAt.toISOString(),
    cancelableAt: null,
    messages: order.messages.map(({ at, ...message }) => ({ ...message, receivedAt: at.toISOString() })),
    idempotencyKey: order.idempotencyKey,
    endCustomer: null,
    ref: null,
    isTest: true,
  };
}
