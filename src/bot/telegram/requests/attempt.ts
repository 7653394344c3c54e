import type { Clock } from '../../../ports/clock';
import type { SendOutcome } from '../../../ports/messenger';
import { CallTimedOut, ConnectionEnded } from '../connection/connection-ended';
import { Api, fromLong, RPCError } from '../gramjs';
import type { PeerBook } from '../peers';
import type { TelegramStore } from '../session-store';
import type { Ask } from '../updates/difference';
import type { Counter } from '../updates/read-update';

export interface FloodWait {
  readonly seconds: number;
  readonly scope: string;
}

/**
 * When Telegram may be asked again. It does not say whether a wait concerns one chat or the whole method, so the first
 * one counts for the chat; a second chat that must wait meanwhile shows that it is the method.
 */
export class FloodBook {
  /** In monotonic milliseconds. */
  #until = new Map<string, number>();

  constructor(
    private readonly store: Pick<TelegramStore, 'listFloodWaits' | 'saveFloodWait'>,
    private readonly clock: Clock,
  ) {}

  async load(): Promise<void> {
    const stored = await this.store.listFloodWaits();
    const { clock } = this;
    const leadMs = clock.now().getTime() - clock.monotonicMs();
    this.#until = new Map([...stored].map(([scope, until]) => [scope, until.getTime() - leadMs]));
  }

  /** The wait that forbids this call now. */
  find(method: string, chatId?: bigint): FloodWait | undefined {
    return this.#rest(method) ?? (chatId === undefined ? undefined : this.#rest(`${method} ${chatId}`));
  }

  /** Writes a wait down before anything else happens, so that it outlives a crash. */
  async record(method: string, chatId: bigint | undefined, seconds: number): Promise<FloodWait> {
    const scope = chatId === undefined || this.#anotherChatWaits(method, chatId) ? method : `${method} ${chatId}`;
    const nowMs = this.clock.monotonicMs();
    const untilMs = Math.max(nowMs + seconds * 1000, this.#until.get(scope) ?? 0);
    this.#until.set(scope, untilMs);
    await this.store.saveFloodWait(scope, new Date(this.clock.now().getTime() + untilMs - nowMs));
    return { seconds, scope };
  }

  #anotherChatWaits(method: string, chatId: bigint): boolean {
    const now = this.clock.monotonicMs();
    const own = `${method} ${chatId}`;
    for (const [scope, until] of this.#until) {
      if (scope !== own && until > now && scope.startsWith(`${method} `)) return true;
    }
    return false;
  }

  #rest(scope: string): FloodWait | undefined {
    const until = this.#until.get(scope);
    if (until === undefined) return undefined;
    const ms = until - this.clock.monotonicMs();
    if (ms > 0) return { seconds: Math.ceil(ms / 1000), scope };
    this.#until.delete(scope);
    return undefined;
  }
}

export interface MessengerParts {
  readonly call: Ask;
  readonly floods: FloodBook;
  readonly peers: PeerBook;
  readonly callMs: number;
  /** Answers to our own calls move the counters too. */
  take(updates: Api.TypeUpdates): void;
  takeAffected(counter: Counter): void;
  isClosed(): boolean;
}

export type Done<Answer> = { readonly kind: 'done'; readonly answer: Answer };
export type NotDone = { readonly kind: 'not_done'; readonly outcome: SendOutcome; readonly error?: RPCError };

export const DONE: SendOutcome = { kind: 'sent', messageId: undefined };

/** One attempt at a call: not before a flood wait is over, and with every refusal turned into an outcome. */
export async function attempt<Answer>(
  { floods, isClosed }: MessengerParts,
  method: string,
  chatId: bigint | undefined,
  act: () => Promise<Answer>,
): Promise<Done<Answer> | NotDone> {
  const wait = floods.find(method, chatId);
  if (wait) return { kind: 'not_done', outcome: { kind: 'flood', ...wait } };
  try {
    if (isClosed()) throw new ConnectionEnded('closed');
    return { kind: 'done', answer: await act() };
  } catch (error) {
    const outcome = await outcomeOf(error, { method, chatId, floods });
    return { kind: 'not_done', outcome, error: error instanceof RPCError ? error : undefined };
  }
}

/** Asks Telegram once. `method` in its own spelling; `chatId`: whose flood waits count besides the method's. */
export function askOnce<Request extends Api.AnyRequest>(
  parts: MessengerParts,
  method: string,
  chatId: bigint | undefined,
  request: Request,
): Promise<Done<Request['__response']> | NotDone> {
  return attempt(parts, method, chatId, () => parts.call(request, parts.callMs));
}

/** For requests whose answer says nothing more. */
export async function doOnce(
  parts: MessengerParts,
  method: string,
  chatId: bigint | undefined,
  request: Api.AnyRequest,
): Promise<SendOutcome> {
  const tried = await askOnce(parts, method, chatId, request);
  return tried.kind === 'done' ? DONE : tried.outcome;
}

/** What a question that was not answered came to: wait, ask again, or Telegram's word for no. */
export function refusalOf({
  outcome,
  error,
}: NotDone):
  | Extract<SendOutcome, { kind: 'flood' | 'unknown' }>
  | { readonly kind: 'refused'; readonly detail: string } {
  if (outcome.kind === 'flood' || outcome.kind === 'unknown') return outcome;
  return { kind: 'refused', detail: error?.errorMessage ?? outcome.kind };
}

const BLOCKED = /^(USER_IS_BLOCKED|USER_BLOCKED|BOT_BLOCKED|YOU_BLOCKED_USER|USER_IS_BOT)$/;
const CHAT_GONE =
  /^(INPUT_USER_DEACTIVATED|USER_DEACTIVATED(_BAN)?|USER_DELETED|PEER_ID_INVALID|USER_ID_INVALID|CHAT_ID_INVALID|CHANNEL_INVALID|CHANNEL_PRIVATE|CHAT_FORBIDDEN|CHANNEL_BANNED)$/;
const MESSAGE_GONE = /^(MESSAGE_ID_INVALID|MESSAGE_IDS_EMPTY|MESSAGE_EDIT_TIME_EXPIRED|MSG_ID_INVALID)$/;

/** In Telegram's words with whatever code; some of them come as 400. */
const TROUBLE = /^(RPC_\w+_FAIL|MSG_WAIT_FAILED|PERSISTENT_TIMESTAMP_OUTDATED|WORKER_BUSY\w*|INTERDC_\w+|TIMEOUT)$/i;

/** Trouble of Telegram's own, which passes: the same request may do a little later. */
export function isTrouble({ code = 0, errorMessage }: RPCError): boolean {
  return code >= 500 || code < 0 || TROUBLE.test(errorMessage);
}

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
  if (error instanceof ConnectionEnded) return { kind: 'unknown', detail: 'not_connected' };
  if (!(error instanceof RPCError)) throw error;
  const { errorMessage: text } = error;
  const { seconds } = error as RPCError & { seconds?: number };
  if (seconds !== undefined) return { kind: 'flood', ...(await floods.record(method, chatId, seconds)) };
  // Defect 7: the first try was delivered, only its answer was lost.
  if (text === 'RANDOM_ID_DUPLICATE') return { kind: 'sent', messageId: undefined };
  if (text === 'MESSAGE_NOT_MODIFIED') return { kind: 'not_modified' };
  if (BLOCKED.test(text)) return { kind: 'blocked', detail: text };
  if (CHAT_GONE.test(text)) return { kind: 'gone', what: 'chat', detail: text };
  if (MESSAGE_GONE.test(text)) return { kind: 'gone', what: 'message', detail: text };
  if (text === 'QUERY_ID_INVALID') return { kind: 'gone', what: 'press', detail: text };
  if (isTrouble(error)) return { kind: 'unknown', detail: 'trouble_at_telegram' };
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
