import type { CloseReply, OrderState, ProviderFault } from '../../ports/sms-provider';

type Look = () => Promise<OrderState | ProviderFault>;

/**
 * What a cancel or ban came to. Whatever the provider said but a clear yes, a code may have been faster, or the order may
 * be over already: the order itself tells. An order that shows an SMS was not canceled.
 */
export async function lookAfterCancel(
  reply: CloseReply | ProviderFault,
  look: Look,
): Promise<CloseReply | ProviderFault> {
  if (reply.kind === 'done' || reply.kind === 'has_code' || !wasTried(reply)) return reply;
  const state = await look();
  if (state.kind === 'received') return { kind: 'has_code' };
  return state.kind === 'ended' ? { kind: 'done' } : reply;
}

/** What a finish came to. Whatever it was but a clear yes, an order that is over by now is finished. */
export async function lookAfterFinish(
  reply: CloseReply | ProviderFault,
  isOver: () => Promise<boolean>,
): Promise<CloseReply | ProviderFault> {
  if (reply.kind !== 'fault' || !wasTried(reply)) return reply;
  return (await isOver()) ? { kind: 'done' } : reply;
}

/** True when only the order can tell whether it is closed: no answer, or one in new words. */
export const isOpenQuestion = (reply: { readonly kind: string }): boolean =>
  reply.kind === 'fault' &&
  ((reply as ProviderFault).fault === 'unknown_outcome' || (reply as ProviderFault).said !== undefined);

/** False when the provider cannot have looked at the order at all, so that reading it would tell nothing new. */
function wasTried(reply: CloseReply | ProviderFault): boolean {
  if (reply.kind !== 'fault' || isOpenQuestion(reply)) return true;
  return !['auth', 'rate_limited', 'unavailable', 'unsupported', 'blocked', 'gone'].includes(reply.fault);
}
