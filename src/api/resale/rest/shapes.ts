import { z } from 'zod';
import type { ResaleOfferRow } from '../../../database/queries/resale-catalogue';
import { formatAmount } from '../../../domain/money/money';
import type { ResaleOrder } from '../../../usecases/resale/resale-order';
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
  .strictObject({ code: countryCode, name: z.string(), callingCode: z.string().describe('Digits, without a plus.') })
  .meta({ id: 'Country', examples: [{ code: 'LV', name: 'Latvia', callingCode: '371' }] });

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
