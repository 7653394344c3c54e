import type { Amount } from '../../domain/money/money';
import type { ProviderFault } from '../../ports/sms-provider';
import { isJsonObject } from '../parse-json';
import { readDecimal } from '../read-decimal';
import type { VendorReply } from '../vendor-reply';
import { readBody } from './read-body';
import { readFault } from './read-fault';

/** Reads `ACCESS_BALANCE:12.5085` or `{"balance": "4.6820"}`. */
export function readBalance(answer: VendorReply): { kind: 'balance'; amount: Amount } | ProviderFault {
  const reading = readBody(answer);
  let amount: Amount | undefined;
  if (reading.kind === 'token' && reading.token === 'ACCESS_BALANCE') amount = readDecimal(reading.rest, 'down');
  if (reading.kind === 'json' && isJsonObject(reading.value)) amount = readDecimal(reading.value.balance, 'down');
  return amount === undefined ? readFault(reading, answer.status, 'unavailable') : { kind: 'balance', amount };
}
