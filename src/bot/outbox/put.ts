import type { App } from '../../app';
import type { OutboxDraft } from '../../database/queues/outbox';
import type { MessageContent } from '../../ports/messenger';
import type { RenderedMessage } from '../../ports/rendered-message';
import type { View } from '../screens/view';
import { shortened } from '../texts/rich';

/**
 * Where a view goes: over a given message, over the living one, below a message that must stay, after words that a person
 * typed (the living message moves there, since they no longer see it above them), or as a new one.
 */
export type Target =
  | { readonly kind: 'edit'; readonly messageId: number }
  | { readonly kind: 'living' }
  | { readonly kind: 'below' | 'after'; readonly messageId: number }
  | { readonly kind: 'new' };

/** What the outbox keeps of a view beside the message itself, as JSON keeps it. */
export interface Shown {
  /** The id of the reservation that the message shows. */
  readonly card: string | null;
}

/** Sent as it stands. Of several that wait to edit one message, the last is sent. */
export type MessagePayload = RenderedMessage & { readonly shown?: Shown };
/** Sent to where the living message is when its turn comes. */
export interface ScreenPayload {
  readonly message: MessageContent;
  readonly target: Extract<Target, { kind: 'living' | 'below' | 'after' }>;
  readonly shown: Shown;
}

const MAX_TEXT = 4096;

/** Puts a row that is due now; nothing when its key was put before. */
export async function putRow(app: App, draft: Omit<OutboxDraft, 'at'>): Promise<void> {
  await app.db.outbox.put({ ...draft, at: app.clock.now() });
  app.wake('outbox');
}

/** Puts an answer to be sent. The key follows from the update that it answers: handled twice, it is sent once. */
export async function putAnswer(
  app: App,
  o: { key: string; userId: bigint; view: View; target: Target },
): Promise<void> {
  const { key, userId, target } = o;
  const message = { ...shortened(o.view.text, MAX_TEXT), keyboard: o.view.buttons };
  const shown: Shown = { card: o.view.card?.toString() ?? null };
  if (target.kind === 'living' || target.kind === 'below' || target.kind === 'after') {
    const payload: ScreenPayload = { message, target, shown };
    return putRow(app, { key, lane: 0, userId, kind: 'screen', payload });
  }
  const place = target.kind === 'edit' ? { edit: target.messageId, orSend: true } : {};
  const payload: MessagePayload = { ...message, ...place, shown };
  return putRow(app, { key, lane: 0, userId, kind: 'message', payload });
}
