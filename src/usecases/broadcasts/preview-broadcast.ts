import type { App } from '../../app';
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
  if (!(await app.db.broadcasts.find(o.id))) return { kind: 'not_found', entity: 'broadcast' };
  if (!(await app.db.customers.canBeWrittenTo(o.userId))) return { kind: 'user_not_found' };
  await app.db.outbox.put({
    key: `broadcast-preview:${o.id}:${o.key}`,
    lane: 0,
    userId: o.userId,
    kind: 'broadcast',
    payload: { broadcastId: o.id, isPreview: true },
    at: app.clock.now(),
  });
  app.wake('outbox');
  return { kind: 'sent' };
}
