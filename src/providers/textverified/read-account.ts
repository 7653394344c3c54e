import type { Amount } from '../../domain/money/money';
import type { ProviderFault, SupplierCatalogue } from '../../ports/sms-provider';
import { shapeOf, type VendorReply } from '../kit/reply';
import { isJsonObject, readDecimal, scalarText } from '../kit/values';
import { readFault } from './read-verification';

/** A number that one of the answers carries under a name. */
function readAmount(reply: VendorReply, name: string, rounding: 'up' | 'down'): Amount | ProviderFault {
  const shape = shapeOf(reply);
  const value = shape.kind === 'json' && isJsonObject(shape.value) && reply.status === 200 ? shape.value : undefined;
  return readDecimal(value?.[name], rounding) ?? readFault(shape, reply.status, 'unavailable');
}

export function readBalance(reply: VendorReply): { kind: 'balance'; amount: Amount } | ProviderFault {
  const amount = readAmount(reply, 'currentBalance', 'down');
  return typeof amount === 'bigint' ? { kind: 'balance', amount } : amount;
}

export function readPrice(reply: VendorReply): { kind: 'price'; cost: Amount } | ProviderFault {
  const cost = readAmount(reply, 'price', 'up');
  return typeof cost === 'bigint' ? { kind: 'price', cost } : cost;
}

/** From 9 000 on it means "or more". */
export function readQuantity(reply: VendorReply): { kind: 'quantity'; count: number } | ProviderFault {
  const shape = shapeOf(reply);
  const count = shape.kind === 'json' && isJsonObject(shape.value) ? Number(shape.value.availableQuantity) : Number.NaN;
  return Number.isInteger(count) && count >= 0
    ? { kind: 'quantity', count }
    : readFault(shape, reply.status, 'unavailable');
}

/** A list, or a page of one. Each service stands there once for each capability. */
export function readServices(
  reply: VendorReply,
): { kind: 'services'; services: SupplierCatalogue['services'] } | ProviderFault {
  const shape = shapeOf(reply);
  const value = shape.kind === 'json' ? shape.value : undefined;
  const list = Array.isArray(value) ? value : isJsonObject(value) ? value.data : undefined;
  if (!Array.isArray(list)) return readFault(shape, reply.status, 'unavailable');
  const codes = new Set(list.flatMap((row) => (isJsonObject(row) ? (scalarText(row.serviceName) ?? []) : [])));
  return { kind: 'services', services: [...codes].map((code) => ({ code, name: code })) };
}
