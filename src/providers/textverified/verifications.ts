import type { OrderState, ProviderFault } from '../../ports/sms-provider';
import { providerFault } from '../provider-fault';
import { readSmsPage } from './read-sms';
import { type Link, readVerification } from './read-verification';
import type { FollowLink } from './textverified-call';

/** The only country there is. */
export const COUNTRY = 'us';

export const followVerification = (follow: FollowLink, link: Link) =>
  follow(link, { name: 'verifications/read' }, (reply) => readVerification(reply));

export const findVerification = (follow: FollowLink, orderId: string) =>
  followVerification(follow, { href: `/verifications/${encodeURIComponent(orderId)}`, method: 'GET' });

export async function verificationState(follow: FollowLink, orderId: string): Promise<OrderState | ProviderFault> {
  const found = await findVerification(follow, orderId);
  if (found.kind === 'fault') return found;
  if (found.phase !== 'completed') return { kind: found.phase === 'pending' ? 'waiting' : 'ended' };
  if (!found.sms) return providerFault('unavailable', 'a completed verification without a link to its SMS');
  const page = await follow(found.sms, { name: 'sms' }, readSmsPage);
  if (page.kind === 'fault') return page;
  return { kind: 'received', messages: page.list.map((sms) => sms.toText(orderId)) };
}
