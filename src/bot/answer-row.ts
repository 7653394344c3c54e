import type { App } from '../app';
import type { MessageKeyboard, TextEntity } from '../ports/messenger';
import type { View } from './screens/view';
import { shortened } from './texts/rich';

/** Where a view goes: over a given message, over the living one, below a message that must stay, or as a new one. */
export type Target =
  | { readonly kind: 'edit'; readonly messageId: number }
  | { readonly kind: 'living' }
  | { readonly kind: 'below'; readonly messageId: number }
  | { readonly kind: 'new' };

/** The payload of an outbox row of kind `message`, as JSON keeps it. */
export interface AnswerPayload {
  readonly text: string;
  readonly entities: readonly TextEntity[];
  readonly keyboard: MessageKeyboard;
  readonly target: Target;
  /** The id of the reservation that the message shows. */
  readonly card: string | null;
}

export const ANSWER_KIND = 'message';
const MAX_TEXT = 4096;

/** Puts an answer to be sent. The key follows from the update that it answers: handled twice, it is sent once. */
export async function putAnswer(
  app: App,
  o: { key: string; userId: bigint; view: View; target: Target },
): Promise<void> {
  const { text, entities } = shortened(o.view.text, MAX_TEXT);
  const payload: AnswerPayload = {
    text,
    entities,
    keyboard: o.view.buttons,
    target: o.target,
    card: o.view.card?.toString() ?? null,
  };
  await app.db.outbox.put({ key: o.key, lane: 0, userId: o.userId, kind: ANSWER_KIND, payload, at: app.clock.now() });
  app.wake('outbox');
}
