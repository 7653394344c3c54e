import type { Amount } from '../../domain/money/money';
import type { ProviderFault } from '../../ports/sms-provider';
import { isJsonObject } from '../parse-json';
import { readDecimal } from '../read-decimal';
import type { VendorReply } from '../vendor-reply';
import { shapeOf } from '../vendor-reply';
import { readFault } from './read-fault';

/** Reads the profile; what is frozen in open orders is not part of `balance`. */
export function readBalance(reply: VendorReply): { kind: 'balance'; amount: Amount } | ProviderFault {
  const shape = shapeOf(reply);
  const amount =
    shape.kind === 'json' && isJsonObject(shape.value) ? readDecimal(shape.value.balance, 'down') : undefined;
  return amount === undefined ? readFault(shape, reply.status, 'unavailable') : { kind: 'balance', amount };
}
