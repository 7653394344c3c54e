import type { ProviderFault } from '../../ports/sms-provider';
import type { VendorReply } from '../vendor-reply';
import { shapeOf } from '../vendor-reply';
import { readFault } from './read-fault';

/** Reads the answer to a cancel or a report: any success that is no web page. */
export function readDone(reply: VendorReply): { kind: 'done' } | ProviderFault {
  const shape = shapeOf(reply);
  const isDone = reply.status >= 200 && reply.status < 300 && shape.kind !== 'unclear';
  return isDone ? { kind: 'done' } : readFault(shape, reply.status, 'unknown_outcome');
}
