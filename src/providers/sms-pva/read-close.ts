import type { CloseReply, ProviderFault, ProviderFaultKind } from '../../ports/sms-provider';
import type { VendorReply } from '../vendor-reply';
import { readEnvelope, readFault } from './read-envelope';

/** An order that is over is not found either, so "not found" is no answer yet: the order is to be read. */
const OF_CLOSING: Readonly<Record<number, ProviderFaultKind>> = {
  405: 'wrong_state',
  406: 'wrong_state',
  410: 'wrong_state',
};

/** Reads the answer to `cancelorder` or `blocknumber`. */
export function readClose(reply: VendorReply): CloseReply | ProviderFault {
  const read = readEnvelope(reply);
  if (read.kind === 'envelope' && read.code === 200) return { kind: 'done' };
  return readFault(reply, 'unknown_outcome', OF_CLOSING);
}

/** Reads the answer to `clearsms`, which drops the SMS that is there; both 404 and 503 mean that there is none. */
export function readClear(reply: VendorReply): CloseReply | ProviderFault {
  const read = readEnvelope(reply);
  if (read.kind === 'envelope' && read.code === 200) return { kind: 'done' };
  return readFault(reply, 'unknown_outcome', { 503: 'wrong_state' });
}
