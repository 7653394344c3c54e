import type { App } from '../../app';
import { readAnnouncementChannel } from '../../database/queries/announcements';
import { readUserDataChannel } from '../../database/queries/user-data';
import type { AnnouncementKind } from '../../domain/channel/announcement-kind';
import type { RenderedMessage } from '../../ports/rendered-message';
import { findAnnouncement } from '../../usecases/channels/find-announcement';
import {
  findDayFigures,
  findUserDataPost,
  isPublicChannel,
  type UserDataPost,
} from '../../usecases/channels/find-user-data';
import type { Rendering } from '../outbox/kinds';
import { textsFor } from '../texts';
import type { Language } from '../texts/languages';
import { type Rich, shortened } from '../texts/rich';

type Post = Promise<RenderedMessage | undefined>;
const LONGEST_POST = 4_096;

export async function userDataPost(
  { app, userId }: Rendering,
  o: { channelId: number; event: UserDataPost['event']; reservationId?: bigint | null; isPreview?: boolean },
): Post {
  const { event, reservationId = null, isPreview } = o;
  const channel = await readUserDataChannel(app.db, o.channelId);
  if (userId === null || !channel || !(channel.isActive || isPreview)) return undefined;
  const { fields } = channel;
  const isPublic = await isPublicChannel(app, o.channelId);
  const post = await findUserDataPost(app, { userId, event, reservationId, fields, isPublic });
  return post && plain(textsIn(app, channel.language).userDataPost(post));
}

export async function userDataGreeting({ app }: Rendering, { channelId }: { channelId: number }): Post {
  const channel = await readUserDataChannel(app.db, channelId);
  return channel?.isActive ? plain(textsIn(app, channel.language).userDataGreeting(channel)) : undefined;
}

export async function dailySummary(
  { app }: Rendering,
  { channelId, from, until }: { channelId: number; from: Date; until: Date },
): Post {
  const channel = await readUserDataChannel(app.db, channelId);
  if (!channel?.isActive) return undefined;
  const figures = await findDayFigures(app, { from, until });
  const { timeZone } = await app.settings();
  return plain(textsIn(app, channel.language).dailySummary({ ...figures, from, timeZone }));
}

export async function announcement(
  { app }: Rendering,
  o: {
    channelId: number;
    kind: AnnouncementKind;
    items: readonly { offerId: number; oldPrice: bigint | null }[];
    more: number;
    isPreview?: boolean;
  },
): Post {
  const channel = await readAnnouncementChannel(app.db, o.channelId);
  if (!channel || !(channel.isActive || o.isPreview)) return undefined;
  const { kind, items, more } = o;
  const found = await findAnnouncement(app, { kind, language: channel.language, items, more });
  return found && plain(textsIn(app, channel.language).announcement(found));
}

const textsIn = (app: App, language: Language) => textsFor(language, app.currency);
const plain = (post: Rich): RenderedMessage => shortened(post, LONGEST_POST);
