import type { App } from '../../app';
import { readAnnouncementChannel } from '../../database/queries/announcements';
import { readUserDataChannel } from '../../database/queries/user-data';
import type { AnnouncementKind } from '../../domain/channel/announcement-kind';
import { knownTimeZone } from '../../domain/time-zone';
import type { RenderedMessage } from '../../ports/rendered-message';
import { findAnnouncement } from '../../usecases/channels/find-announcement';
import { findDayFigures, findUserDataPost, type UserDataPost } from '../../usecases/channels/find-user-data';
import { textsFor } from '../texts';
import type { Language } from '../texts/languages';
import { type Rich, shortened } from '../texts/rich';
import { BALANCE_KIND, renderBalanceChange } from './balance-view';
import { BROADCAST_KIND, renderBroadcast } from './broadcast-view';
import type { NoticeRow } from './render';

type PostView = (app: App, row: NoticeRow) => Promise<RenderedMessage | undefined>;
const LONGEST_POST = 4_096;

/** What goes to channels and to many at once, and what is told of money moved by hand. Made when it is sent, so what changed meanwhile is not told any more. */
export const postViews: Readonly<Record<string, PostView>> = {
  [BROADCAST_KIND]: (app, row) => renderBroadcast(app, row.payload),
  [BALANCE_KIND]: renderBalanceChange,

  async user_data_post(app, { userId, payload }) {
    const { event, reservationId, isPreview } = payload;
    const channel = await channelOf(app, payload);
    if (userId === null || !channel || !(channel.isActive || isPreview === true)) return undefined;
    const post = await findUserDataPost(app, {
      userId,
      event: event as UserDataPost['event'],
      reservationId: typeof reservationId === 'string' ? BigInt(reservationId) : null,
      fields: channel.fields,
    });
    return post && plain(textsIn(app, channel.language).userDataPost(post));
  },

  async user_data_greeting(app, { payload }) {
    const channel = await channelOf(app, payload);
    return channel?.isActive ? plain(textsIn(app, channel.language).userDataGreeting(channel)) : undefined;
  },

  async daily_summary(app, { payload }) {
    const channel = await channelOf(app, payload);
    if (!channel?.isActive) return undefined;
    const [from, until] = [new Date(String(payload.from)), new Date(String(payload.until))];
    const figures = await findDayFigures(app, { from, until });
    const { timeZone } = await app.settings();
    return plain(textsIn(app, channel.language).dailySummary({ ...figures, from, timeZone: knownTimeZone(timeZone) }));
  },

  /** Put by the function `sweep_offers`. */
  async announcement(app, { payload }) {
    const channel =
      typeof payload.channelId === 'number' ? await readAnnouncementChannel(app.db, payload.channelId) : undefined;
    if (!channel || !(channel.isActive || payload.isPreview === true)) return undefined;
    const items = payload.items as readonly { offerId: number; oldPrice: string | null }[];
    const announcement = await findAnnouncement(app, {
      kind: payload.kind as AnnouncementKind,
      language: channel.language,
      items: items.map(({ offerId, oldPrice }) => ({ offerId, oldPrice: oldPrice === null ? null : BigInt(oldPrice) })),
      more: Number(payload.more),
    });
    return announcement && plain(textsIn(app, channel.language).announcement(announcement));
  },

  /** Put by the function `delete_posts_about`. */
  async delete_posts(_app, { payload }) {
    return { text: '', delete: payload.ids as number[] };
  },
};

/** Undefined also for a row whose content was erased. */
async function channelOf(app: App, { channelId }: NoticeRow['payload']) {
  return typeof channelId === 'number' ? readUserDataChannel(app.db, channelId) : undefined;
}

const textsIn = (app: App, language: Language) => textsFor(language, app.currency);
const plain = (post: Rich): RenderedMessage => shortened(post, LONGEST_POST);
