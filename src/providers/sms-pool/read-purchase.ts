import type { Amount } from '../../domain/money/money';
import type { AcquiredNumber, ProviderFault } from '../../ports/sms-provider';
import type { JsonObject } from '../parse-json';
import { scalarText } from '../parse-json';
import { faultOfPurchase, providerFault } from '../provider-fault';
import { readDecimal } from '../read-decimal';
import { readPhone } from '../read-phone';
import type { VendorReply } from '../vendor-reply';
import { shapeOf } from '../vendor-reply';
import { readFault, succeeded } from './read-fault';

export interface SmsPoolPurchase extends AcquiredNumber {
  readonly lifetimeMs?: number;
}

const ORDER_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Reads the answer to a purchase. Anything that is neither a whole order nor a clear no is `unknown_outcome`. */
export function readPurchase(reply: VendorReply): SmsPoolPurchase | ProviderFault {
  const shape = shapeOf(reply);
  if (shape.kind !== 'json' || !succeeded(shape.value))
    return faultOfPurchase(readFault(shape, reply.status, 'unknown_outcome'));
  const order = shape.value as JsonObject;
  const orderId = scalarText(order.order_id) ?? scalarText(order.orderid) ?? scalarText(order.order_code);
  const phone = readPhone(order.number) ?? joined(order.cc, order.phonenumber);
  if (orderId === undefined || !ORDER_ID.test(orderId) || phone === undefined)
    return providerFault('unknown_outcome', 'bought, but the order cannot be read');
  const seconds = Number(order.expires_in);
  const lifetimeMs = seconds > 0 && seconds <= 86_400 ? seconds * 1000 : undefined;
  return { kind: 'acquired', orderId, phone, cost: readCost(order), lifetimeMs };
}

function joined(callingCode: unknown, phone: unknown): string | undefined {
  const [code, rest] = [scalarText(callingCode), scalarText(phone)];
  return code && rest ? readPhone(code + rest) : undefined;
}

function readCost({ cost, cost_in_cents: cents }: JsonObject): Amount | undefined {
  const whole = typeof cents === 'number' && Number.isInteger(cents) && cents >= 0 ? BigInt(cents) * 100n : undefined;
  return readDecimal(cost, 'up') ?? whole;
}
