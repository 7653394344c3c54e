import type { App } from '../../app';
import { type AuditDraft } from '../../database/stores/audit';
import type { Author } from '../catalogue/save-row';

export type PreviewOutcome = { kind: 'sent' } | { kind: 'user_not_found' } | { kind: 'not_found'; entity: 'broadcast' };

/**
 * Sends the broadcast to one person, usually the operator himself, exactly as all would get it. `key` makes a repeated
 * press one message. Nothing is counted.
 */
export async function previewBroadcast(
  app: App,
  o: { id: number; userId: bigint; key: string } & Author,
): Promise<PreviewOutcome> {
  const at = app.clock.now();
  const outcome = await app.db.transact(async (tx): Promise<PreviewOutcome> => {
    if (!(await tx.broadcasts.find(o.id))) return { kind: 'not_found', entity: 'broadcast' };
    if (!(await tx.users.canBeWrittenTo(o.userId))) return { kind: 'user_not_found' };
    const isNew = await tx.outbox.put({
      key: `broadcast-preview:${o.id}:${o.key}`,
      lane: 0,
      userId: o.userId,
      kind: 'broadcast',
      payload: { broadcastId: o.id, isPreview: true },
      at,
    });
    if (isNew) await tx.audit.write(traceOf(o, at));
    return { kind: 'sent' };
  });
  app.wake('outbox');
  return outcome;
}

function traceOf(o: { id: number; userId: bigint } & Author, at: Date): AuditDraft {
  const { actor, requestId } = o;
  const facts = { userId: String(o.userId) };
  return { actor, action: 'broadcast.previewed', entity: 'broadcast', entityId: o.id, facts, requestId, at };
}
