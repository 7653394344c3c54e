import type { ProviderFault, SupplierBalance } from '../../ports/sms-provider';
import { isJsonObject } from '../parse-json';
import { readDecimal } from '../read-decimal';
import type { VendorReply } from '../vendor-reply';
import { readAnswer, readFault } from './read-answer';

/** Reads `getBalance`: `{response: 1, balance}`. */
export function readBalance(answer: VendorReply): SupplierBalance | ProviderFault {
  const reading = readAnswer(answer);
  const given = reading.kind === 'data' && isJsonObject(reading.value) ? reading.value.balance : undefined;
  const amount = readDecimal(given, 'down');
  return amount === undefined ? readFault(reading, answer.status, 'unavailable') : { kind: 'balance', amount };
}
