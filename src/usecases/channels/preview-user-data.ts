import type { App } from '../../app';
import { readUserDataChannel } from '../../database/queries/user-data';
import type { Author } from '../catalogue/save-row';

export type PreviewUserDataOutcome =
  | { kind: 'sent' }
  | { kind: 'user_not_found' }
  | { kind: 'not_found'; entity: 'user_data_channel' };

/**
 * Sends to one person, usually the operator himself, what would be posted about him: made by the same code, from the
 * same fields, so it shows exactly what leaves. `key` makes a repeated press one message.
 */
export async function previewUserData(
  app: App,
  o: { channelId: number; userId: bigint; key: string } & Author,
): Promise<PreviewUserDataOutcome> {
  const at = app.clock.now();
  const { channelId, userId, actor, requestId } = o;
  const outcome = await app.db.transact(async (tx): Promise<PreviewUserDataOutcome> => {
    if (!(await readUserDataChannel(tx, channelId))) return { kind: 'not_found', entity: 'user_data_channel' };
    if (!(await tx.users.canBeWrittenTo(userId))) return { kind: 'user_not_found' };
    for (const event of ['joined', 'purchase']) {
      const key = `user-data:preview:${channelId}:${event}:${o.key}`;
      const payload = { event, channelId, isPreview: true };
      await tx.outbox.put({ key, lane: 0, userId, kind: 'user_data_post', payload, at });
    }
    const entry = { actor, entity: 'user_data_channel', entityId: channelId, requestId, at };
    const facts = { userId: String(userId) };
    await tx.audit.write({ ...entry, action: 'user_data_channel.previewed', facts });
    return { kind: 'sent' };
  });
  app.wake('outbox');
  return outcome;
}
