import type { CloseReply, ProviderFault } from '../../ports/sms-provider';
import { lookAfterCancel } from '../look-after-close';
import { readDone } from './read-done';
import type { FollowLink } from './textverified-call';
import { findVerification, verificationState } from './verifications';

/** How long a cancel is still locked it does not say; it is asked again after this. */
const ASK_AGAIN_MS = 30_000;

/** Gives a number back. A reported one is not given to us again, and paid back. */
export async function closeVerification(
  follow: FollowLink,
  orderId: string,
  step: 'cancel' | 'report',
): Promise<CloseReply | ProviderFault> {
  const found = await findVerification(follow, orderId);
  if (found.kind === 'fault') return found;
  if (found.phase === 'completed') return { kind: 'has_code' };
  if (found.phase === 'over') return { kind: 'done' };
  const [link, isAllowed] = step === 'cancel' ? [found.cancel, found.canCancel] : [found.report, found.canReport];
  if (!link || !isAllowed) return { kind: 'too_early', retryAfterMs: ASK_AGAIN_MS };
  const reply = await follow(link, { name: `verifications/${step}`, whenLost: 'unknown_outcome' }, readDone);
  return lookAfterCancel(reply, () => verificationState(follow, orderId));
}
