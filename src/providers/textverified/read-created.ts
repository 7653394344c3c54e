import type { ProviderFault } from '../../ports/sms-provider';
import { isJsonObject } from '../parse-json';
import type { VendorReply } from '../vendor-reply';
import { shapeOf } from '../vendor-reply';
import { readFault } from './read-fault';
import { type Link, readLink } from './read-verification';

/** Reads the answer to a purchase: 201, and where the verification stands, in the body and in the header `Location`. */
export function readCreated(reply: VendorReply): { kind: 'created'; link: Link } | ProviderFault {
  const shape = shapeOf(reply);
  if (reply.status === 201 && shape.kind === 'json' && isJsonObject(shape.value)) {
    const location = reply.headers.location;
    const link = location ? { href: location, method: 'GET' as const } : readLink(shape.value);
    if (link) return { kind: 'created', link };
  }
  const fault = readFault(shape, reply.status, 'unknown_outcome');
  // Words about an existing order make no sense for a purchase, so they prove nothing.
  return fault.fault === 'gone' ? { ...fault, fault: 'unknown_outcome' } : fault;
}
