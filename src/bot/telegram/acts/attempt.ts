import type { SendOutcome } from '../../../ports/messenger';
import type { FloodBook } from '../flood-book';
import { type Api, RPCError } from '../gramjs';
import { LinkEnded } from '../link-ended';
import type { PeerBook } from '../peer-book';
import { outcomeOf } from '../read-outcome';
import type { Ask } from '../updates/difference';
import type { Counter } from '../updates/read-update';

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
    if (isClosed()) throw new LinkEnded('closed');
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
