import type { App } from '../../app';
import { LONGEST_SUPPORT_TEXT } from '../../domain/support/support-words';
import type { Author } from '../catalogue/save-row';

export interface SupportAnswer extends Author {
  /** 1 to 200 visible characters, made before the act. */
  readonly key: string;
  readonly threadId: bigint;
  readonly text: string;
  /** The last message that the operator saw: what came after it is not passed over. */
  readonly seen?: bigint;
}

export type AnswerOutcome =
  | { readonly kind: 'answered' | 'repeated'; readonly messageId: bigint }
  | { readonly kind: 'not_found' | 'key_conflict' | 'closed' | 'overtaken' | 'bad_text' };

/** An operator's answer goes into the thread and to the buyer's chat. Of two that answer at once the second is told. */
export async function answerSupport(app: App, o: SupportAnswer): Promise<AnswerOutcome> {
  const { threadId, seen, actor, requestId } = o;
  const text = o.text.trim();
  if (text === '' || text.length > LONGEST_SUPPORT_TEXT || text.includes('\0')) return { kind: 'bad_text' };
  const now = app.clock.now();
  const outcome = await app.db.transact(async (tx): Promise<AnswerOutcome> => {
    const { kind, messageId } = await tx.support.answer({ key: `answer:${o.key}`, threadId, text, actor, seen, now });
    if (kind !== 'answered' && kind !== 'repeated') return { kind };
    if (kind === 'answered') {
      const entry = { actor, action: 'support.answered', entity: 'support_thread', entityId: threadId };
      await tx.audit.write({ ...entry, facts: { messageId: String(messageId) }, requestId, at: now });
    }
    return { kind, messageId: messageId! };
  });
  if (outcome.kind === 'answered') app.wake('outbox');
  return outcome;
}
