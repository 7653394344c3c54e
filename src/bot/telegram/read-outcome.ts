import type { SendOutcome } from '../../ports/messenger';
import type { FloodBook } from './flood-book';
import { Api, fromLong, RPCError } from './gramjs';
import { CallTimedOut, LinkEnded } from './link-ended';

const BLOCKED = /^(USER_IS_BLOCKED|USER_BLOCKED|BOT_BLOCKED|YOU_BLOCKED_USER|USER_IS_BOT)$/;
const CHAT_GONE =
  /^(INPUT_USER_DEACTIVATED|USER_DEACTIVATED(_BAN)?|USER_DELETED|PEER_ID_INVALID|USER_ID_INVALID|CHAT_ID_INVALID|CHANNEL_INVALID|CHANNEL_PRIVATE|CHAT_FORBIDDEN|CHANNEL_BANNED)$/;
const MESSAGE_GONE = /^(MESSAGE_ID_INVALID|MESSAGE_IDS_EMPTY|MESSAGE_EDIT_TIME_EXPIRED|MSG_ID_INVALID)$/;

export interface Attempt {
  readonly method: string;
  readonly chatId?: bigint;
  readonly floods: FloodBook;
}

/** What an error means to the shop. Rethrows what is a bug of ours. */
export async function outcomeOf(error: unknown, { method, chatId, floods }: Attempt): Promise<SendOutcome> {
  if (error instanceof CallTimedOut) {
    return { kind: 'unknown', detail: error.wasConnected ? 'timed_out' : 'not_connected' };
  }
  if (error instanceof LinkEnded) return { kind: 'unknown', detail: 'not_connected' };
  if (!(error instanceof RPCError)) throw error;
  const { errorMessage: text, code = 0 } = error;
  const { seconds } = error as RPCError & { seconds?: number };
  if (seconds !== undefined) return { kind: 'flood', ...(await floods.note(method, chatId, seconds)) };
  // Defect 7: the first try was delivered, only its answer was lost.
  if (text === 'RANDOM_ID_DUPLICATE') return { kind: 'sent', messageId: undefined };
  if (text === 'MESSAGE_NOT_MODIFIED') return { kind: 'not_modified' };
  if (BLOCKED.test(text)) return { kind: 'blocked', detail: text };
  if (CHAT_GONE.test(text)) return { kind: 'gone', what: 'chat', detail: text };
  if (MESSAGE_GONE.test(text)) return { kind: 'gone', what: 'message', detail: text };
  if (text === 'QUERY_ID_INVALID') return { kind: 'gone', what: 'press', detail: text };
  if (code >= 500 || code < 0 || text === 'MSG_WAIT_FAILED') return { kind: 'unknown', detail: 'trouble_at_telegram' };
  return { kind: 'refused', detail: text };
}

/** The id that a sent message got. */
export function sentMessageId(answer: Api.TypeUpdates, randomId: bigint): number | undefined {
  if (answer instanceof Api.UpdateShortSentMessage) return answer.id;
  if (!(answer instanceof Api.Updates || answer instanceof Api.UpdatesCombined)) return undefined;
  const given = answer.updates.find(
    (update): update is Api.UpdateMessageID =>
      update instanceof Api.UpdateMessageID && update.randomId !== undefined && fromLong(update.randomId) === randomId,
  );
  return given?.id;
}
