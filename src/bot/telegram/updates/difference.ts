import type { Logger } from '../../../platform/logger';
import { Api, RPCError, TypeNotFoundError } from '../gramjs';
import type { UpdateState } from '../session-store';

/** Asks Telegram; the same as `ReconnectingConnection.call`. */
export type Ask = <Request extends Api.AnyRequest>(
  request: Request,
  timeoutMs: number,
) => Promise<Request['__response']>;

export interface DifferencePage {
  readonly messages: readonly Api.TypeMessage[];
  readonly updates: readonly Api.TypeUpdate[];
  readonly users: readonly Api.TypeUser[];
  readonly chats: readonly Api.TypeChat[];
}

export interface AccountPage extends DifferencePage {
  readonly state: UpdateState;
  readonly isLast: boolean;
}

export interface ChannelPage extends DifferencePage {
  readonly pts: number;
  readonly isLast: boolean;
}

const TIMEOUT_MS = 20_000;
const CHANNEL_LIMIT = 100;
const empty = { messages: [], updates: [], users: [], chats: [] };
/** The state is of no use to Telegram: begin at the present. */
const LOST_STATE = /^PERSISTENT_TIMESTAMP_(EMPTY|INVALID)$/;

export const isLostState = (error: unknown): boolean =>
  error instanceof RPCError && LOST_STATE.test(error.errorMessage);

/** What happened since `state`, one page. */
export async function fetchDifference(ask: Ask, state: UpdateState, log: Logger): Promise<AccountPage> {
  const { pts, qts, date } = state;
  const request = new Api.updates.GetDifference({ pts, qts, date });
  let answer: Api.updates.TypeDifference;
  try {
    answer = await ask(request, TIMEOUT_MS);
  } catch (error) {
    const isUnreadable = (error as Error).name === 'TypeNotFoundError' || error instanceof TypeNotFoundError;
    if (isUnreadable || isLostState(error)) {
      log.error({ err: error, pts, qts }, 'a difference cannot be had; what happened since is lost');
      return { ...empty, state: await fetchState(ask), isLast: true };
    }
    throw error;
  }
  if (answer instanceof Api.updates.DifferenceEmpty) {
    return { ...empty, state: { ...state, date: answer.date, seq: answer.seq }, isLast: true };
  }
  if (answer instanceof Api.updates.DifferenceTooLong) {
    return { ...empty, state: { ...state, pts: answer.pts }, isLast: false };
  }
  const { newMessages: messages, otherUpdates: updates, users, chats } = answer;
  const isLast = !(answer instanceof Api.updates.DifferenceSlice);
  const next = answer instanceof Api.updates.DifferenceSlice ? answer.intermediateState : answer.state;
  return { messages, updates, users, chats, state: stateOf(next), isLast };
}

export async function fetchState(ask: Ask): Promise<UpdateState> {
  return stateOf(await ask(new Api.updates.GetState(), TIMEOUT_MS));
}

/** What happened in a channel since `pts`, one page. */
export async function fetchChannelDifference(ask: Ask, channel: Api.InputChannel, pts: number): Promise<ChannelPage> {
  const filter = new Api.ChannelMessagesFilterEmpty();
  const request = new Api.updates.GetChannelDifference({ channel, filter, pts, limit: CHANNEL_LIMIT });
  const answer = await ask(request, TIMEOUT_MS);
  const isLast = answer.final ?? true;
  if (answer instanceof Api.updates.ChannelDifferenceEmpty) return { ...empty, pts: answer.pts, isLast };
  const { users, chats } = answer;
  if (answer instanceof Api.updates.ChannelDifferenceTooLong) {
    const now = answer.dialog instanceof Api.Dialog ? (answer.dialog.pts ?? pts) : pts;
    return { messages: answer.messages, updates: [], users, chats, pts: now, isLast: true };
  }
  return { messages: answer.newMessages, updates: answer.otherUpdates, users, chats, pts: answer.pts, isLast };
}

function stateOf({ pts, qts, date, seq }: Api.updates.TypeState): UpdateState {
  return { pts, qts, date, seq };
}
