import type { ProviderFault } from '../../ports/sms-provider';
import { isJsonObject } from '../parse-json';
import { providerFault } from '../provider-fault';
import type { VendorReply } from '../vendor-reply';
import { shapeOf } from '../vendor-reply';
import { readFault } from './read-fault';
import { type Link, readLink, toVerification, type Verification } from './read-verification';

/**
 * Reads one page of the verifications. A row that cannot be read spoils the page: reconciliation must not take a bought
 * number for one that was never bought.
 */
export function readVerificationPage(
  reply: VendorReply,
): { kind: 'page'; list: Verification[]; next: Link | undefined } | ProviderFault {
  const shape = shapeOf(reply);
  const page = shape.kind === 'json' && isJsonObject(shape.value) && reply.status === 200 ? shape.value : undefined;
  if (!page || !Array.isArray(page.data)) return readFault(shape, reply.status, 'unavailable');
  const list = page.data.map(toVerification);
  if (!list.every((one) => one !== undefined && (one.phase === 'over' || one.phone !== undefined)))
    return providerFault('unavailable', 'list with an unreadable row');
  const next = page.hasNext === true && isJsonObject(page.links) ? readLink(page.links.next) : undefined;
  if (page.hasNext === true && !next) return providerFault('unavailable', 'list without a link to its next page');
  return { kind: 'page', list: list as Verification[], next };
}
