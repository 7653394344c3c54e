import type { Amount } from '../../domain/money/money';
import type { ProviderBalance, ProviderCatalogue, ProviderFault } from '../../ports/sms-provider';
import { readTable, rowsOrFault } from '../kit/price-tables';
import { balance } from '../kit/readings';
import { listOf, objectOf, shapeOf, type VendorReply } from '../kit/reply';
import { isJsonObject, readDecimal, scalarText } from '../kit/values';
import { readFault } from './read-verification';

export function readBalance(reply: VendorReply): ProviderBalance | ProviderFault {
  const shape = shapeOf(reply);
  const given = reply.status === 200 ? objectOf(shape)?.currentBalance : undefined;
  return balance(given) ?? readFault(shape, reply.status, 'unavailable');
}

export function readPrice(reply: VendorReply): { kind: 'price'; cost: Amount } | ProviderFault {
  const shape = shapeOf(reply);
  const cost = reply.status === 200 ? readDecimal(objectOf(shape)?.price, 'up') : undefined;
  return cost === undefined ? readFault(shape, reply.status, 'unavailable') : { kind: 'price', cost };
}

/** From 9 000 on it means "or more". */
export function readQuantity(reply: VendorReply): { kind: 'quantity'; count: number } | ProviderFault {
  const shape = shapeOf(reply);
  const count = Number(objectOf(shape)?.availableQuantity);
  return Number.isInteger(count) && count >= 0
    ? { kind: 'quantity', count }
    : readFault(shape, reply.status, 'unavailable');
}

/** A list, or a page of one. Each service stands there once for each capability. */
export function readServices(
  reply: VendorReply,
): { kind: 'services'; services: ProviderCatalogue['services'] } | ProviderFault {
  const shape = shapeOf(reply);
  const list = listOf(shape) ?? objectOf(shape)?.data;
  if (!Array.isArray(list)) return readFault(shape, reply.status, 'unavailable');
  const names = rowsOrFault(
    readTable(list as unknown[], (row) => {
      const name = isJsonObject(row) ? scalarText(row.serviceName) : undefined;
      return name === undefined ? undefined : [name];
    }),
  );
  if (!Array.isArray(names)) return names;
  return { kind: 'services', services: [...new Set(names)].map((code) => ({ code, name: code })) };
}
