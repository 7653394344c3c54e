import type { MembershipLookup, SendOutcome } from '../../../ports/messenger';
import { Api, type RPCError } from '../gramjs';

/**
 * Whether a participant is outside. A "banned" one is so only when they left or may not see messages: who has merely been
 * muted, or may not send pictures, is still in the group (core.telegram.org/constructor/channelParticipantBanned).
 */
export function isOutside(participant: Api.TypeChannelParticipant | undefined): boolean {
  if (participant instanceof Api.ChannelParticipantBanned)
    return Boolean(participant.left || participant.bannedRights.viewMessages);
  return !participant || participant instanceof Api.ChannelParticipantLeft;
}

/** What a participant record means. */
export function readParticipant(participant: Api.TypeChannelParticipant): MembershipLookup {
  if (isOutside(participant)) return { kind: 'not_member' };
  const isAdmin =
    participant instanceof Api.ChannelParticipantAdmin || participant instanceof Api.ChannelParticipantCreator;
  return { kind: 'member', isAdmin };
}

const REASONS: Record<string, Extract<MembershipLookup, { kind: 'unknown' }>['reason']> = {
  CHAT_ADMIN_REQUIRED: 'bot_not_admin',
  CHANNEL_PRIVATE: 'bot_not_in_channel',
  CHANNEL_INVALID: 'bot_not_in_channel',
  USER_ID_INVALID: 'no_such_user',
  PARTICIPANT_ID_INVALID: 'no_such_user',
  PEER_ID_INVALID: 'no_such_user',
};

/** "No" is only what Telegram says plainly; everything else is "unknown", since a buyer's free credit hangs on it. */
export function membershipOf(error: RPCError | undefined, outcome: SendOutcome): MembershipLookup {
  const detail = error?.errorMessage ?? outcome.kind;
  if (detail === 'USER_NOT_PARTICIPANT') return { kind: 'not_member' };
  if (outcome.kind === 'flood') return { kind: 'unknown', reason: 'flood', detail: outcome.scope };
  if (outcome.kind === 'unknown') {
    const reason = outcome.detail === 'not_connected' ? 'not_connected' : 'timed_out';
    return { kind: 'unknown', reason, detail: outcome.detail };
  }
  return { kind: 'unknown', reason: REASONS[detail] ?? 'bot_not_in_channel', detail };
}
