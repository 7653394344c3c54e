import type { App } from '../../app';
import type { AnnouncementKind } from '../../domain/channel/announcement-kind';
import type { Author } from '../catalogue/save-row';

export type PreviewAnnouncementOutcome =
  | { kind: 'sent' }
  | { kind: 'user_not_found' }
  | { kind: 'not_found'; entity: 'announcement_channel' | 'offer' };

/** Sends one person an announcement of that kind about some offers on sale, as the channel would get it. */
export async function previewAnnouncement(
  app: App,
  o: { channelId: number; announcement: AnnouncementKind; userId: bigint; key: string } & Author,
): Promise<PreviewAnnouncementOutcome> {
  const at = app.clock.now();
  const { channelId, userId, actor, requestId } = o;
  const outcome = await app.db.transact(async (tx): Promise<PreviewAnnouncementOutcome> => {
    if (!(await tx.announcements.findChannel(channelId))) return { kind: 'not_found', entity: 'announcement_channel' };
    if (!(await tx.users.canBeWrittenTo(userId))) return { kind: 'user_not_found' };
    const offers = await tx.announcements.sampleOffers(3);
    if (offers.length === 0) return { kind: 'not_found', entity: 'offer' };
    const items = offers.map((offerId) => ({ offerId, oldPrice: o.announcement === 'PRICE_CHANGE' ? '10000' : null }));
    await tx.outbox.put({
      key: `announce:preview:${channelId}:${o.announcement}:${o.key}`,
      lane: 0,
      userId,
      kind: 'announcement',
      payload: { channelId, kind: o.announcement, items, more: 0, isPreview: true },
      at,
    });
    const entry = { actor, entity: 'announcement_channel', entityId: channelId, requestId, at };
    const facts = { userId: String(userId), kind: o.announcement };
    await tx.audit.write({ ...entry, action: 'announcement_channel.previewed', facts });
    return { kind: 'sent' };
  });
  app.wake('outbox');
  return outcome;
}
