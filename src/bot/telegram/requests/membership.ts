import type { MembershipLookup, SendOutcome } from '../../../ports/messenger';
import { Api, type RPCError } from '../gramjs';

/** What a participant record means. Banned and left people are no members. */
export function readParticipant(participant: Api.TypeChannelParticipant): MembershipLookup {
  if (participant instanceof Api.ChannelParticipantBanned || participant instanceof Api.ChannelParticipantLeft) {
    return { kind: 'not_member' };
  }
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
