import type { MembershipStatus } from '../enum-values';

export interface KnownMembership {
  readonly status: MembershipStatus;
  readonly checkedAt: Date;
}

export interface MembershipCache {
  /** So long a member is believed to be one still. */
  readonly memberS: number;
  /** So long somebody who was outside is believed to be so still; joins are told by updates, mostly. */
  readonly outsiderS: number;
}

/** Whether what is known needs no question to Telegram. */
export function isFresh(known: KnownMembership | undefined, now: Date, cache: MembershipCache): boolean {
  if (!known || known.status === 'UNKNOWN') return false;
  const ageS = (now.getTime() - known.checkedAt.getTime()) / 1_000;
  return ageS < (known.status === 'MEMBER' ? cache.memberS : cache.outsiderS);
}
