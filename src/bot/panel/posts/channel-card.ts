import type { App } from '../../../app';
import { type AnnouncementChannelRow, readAnnouncementChannel } from '../../../database/queries/announcements';
import { readUserDataChannel, type UserDataChannelRow } from '../../../database/queries/user-data';
import { ANNOUNCEMENT_KINDS } from '../../../domain/channel/announcement-kind';
import { DEFAULT_USER_DATA_FIELDS } from '../../../domain/channel/user-data-fields';
import { listCatalogue } from '../../../usecases/catalogue/list-catalogue';
import { findUserDataPost } from '../../../usecases/channels/find-user-data';
import { button, rowsOf } from '../../screens/view';
import { LANGUAGE_NAMES, LANGUAGES } from '../../texts/languages';
import { bold, lines } from '../../texts/rich';
import type { AdminVisit, PanelView } from '../section';
import { wayBack } from '../way-back';
import { postCallbacks as callbacks } from './post-callbacks';

/** What is posted to one channel. */
export interface ChannelPosts {
  readonly id: number;
  readonly title: string;
  readonly userData: UserDataChannelRow | undefined;
  readonly news: AnnouncementChannelRow | undefined;
}

/** Undefined for a channel that the shop does not know. */
export async function findChannelPosts(app: App, id: number): Promise<ChannelPosts | undefined> {
  const [channel, userData, news] = await Promise.all([
    app.db.channels.find(id),
    readUserDataChannel(app.db, id),
    readAnnouncementChannel(app.db, id),
  ]);
  return channel ? { id, title: channel.title, userData, news } : undefined;
}

export function channelCard(visit: AdminVisit, { id: channel, title, userData, news }: ChannelPosts): PanelView {
  const { posts } = visit.panel;
  const hasUserData = userData?.isActive === true;
  const hasSummaries = hasUserData && userData.summaryDueAt !== null;
  const hasNews = news?.isActive === true;
  const language = (hasUserData ? userData : news)?.language ?? 'en';
  const next = LANGUAGES[(LANGUAGES.indexOf(language) + 1) % LANGUAGES.length]!;
  return {
    text: lines(bold(visit.format.name(title, 80)), '', posts.hint),
    buttons: [
      [button(hasUserData ? posts.userDataOn : posts.userDataOff, callbacks.userData({ channel, on: !hasUserData }))],
      ...(hasUserData
        ? [
            [button(posts.fieldsButton, callbacks.fields({ channel }))],
            [
              button(
                hasSummaries ? posts.summariesOn : posts.summariesOff,
                callbacks.summaries({ channel, on: !hasSummaries }),
              ),
            ],
            [button(posts.previewUserData, callbacks.previewUserData({ channel }))],
          ]
        : []),
      [button(hasNews ? posts.newsOn : posts.newsOff, callbacks.news({ channel, on: !hasNews }))],
      ...(hasNews
        ? [
            ...ANNOUNCEMENT_KINDS.map((kind) => {
              const isOn = news.kinds.includes(kind);
              return [button(`${isOn ? '●' : '○'} ${posts.kinds[kind]}`, callbacks.kind({ channel, kind, on: !isOn }))];
            }),
            [
              button(posts.previewNews, callbacks.previewNews({ channel })),
              button(posts.wordsButton, callbacks.words({ channel })),
            ],
          ]
        : []),
      ...(hasUserData || hasNews
        ? [
            [
              button(
                posts.languageButton({ language: LANGUAGE_NAMES[language] }),
                callbacks.language({ channel, language: next }),
              ),
            ],
          ]
        : []),
      wayBack(visit, callbacks.list()),
    ],
  };
}

/** Each field with its switch. */
export function fieldsPage(visit: AdminVisit, row: UserDataChannelRow, all: readonly string[]): PanelView {
  const { posts } = visit.panel;
  const channel = row.channelId;
  const keys = all.map((field) => {
    const isOn = (row.fields as readonly string[]).includes(field);
    const label = visit.texts.fieldNames[field as keyof typeof visit.texts.fieldNames];
    return button(`${isOn ? '●' : '○'} ${label}`, callbacks.field({ channel, field, on: !isOn }));
  });
  return {
    text: lines(bold(posts.userDataTitle), '', posts.userDataHint),
    buttons: [
      ...rowsOf(keys, 2),
      [button(posts.previewUserData, callbacks.previewUserData({ channel }))],
      wayBack(visit, callbacks.card({ channel })),
    ],
  };
}

/** What anybody would read, before user data begins to go to a public channel; undefined for any other. */
export async function publicPage(visit: AdminVisit, channel: number): Promise<PanelView | undefined> {
  const { app, panel, texts, user } = visit;
  const [found, posts] = await Promise.all([app.db.channels.find(channel), findChannelPosts(app, channel)]);
  if (!found?.username || posts?.userData?.isActive) return undefined;
  const fields = posts?.userData?.fields ?? DEFAULT_USER_DATA_FIELDS;
  const order = { userId: user.id, event: 'purchase', reservationId: null, fields, isPublic: true } as const;
  const sample = await findUserDataPost(app, order);
  const { posts: words } = panel;
  return {
    text: lines(
      bold(words.publicTitle({ name: found.username })),
      '',
      words.publicHint,
      '',
      sample && texts.userDataPost(sample),
    ),
    buttons: [
      [button(words.publicYes, callbacks.userDataPublic({ channel }))],
      wayBack(visit, callbacks.card({ channel })),
    ],
  };
}

/** What begins to stand in a public channel, before it does; undefined for any other. */
export async function publicNewsPage(visit: AdminVisit, channel: number): Promise<PanelView | undefined> {
  const { app, panel } = visit;
  const found = await app.db.channels.find(channel);
  if (!found?.username) return undefined;
  const { posts: words } = panel;
  const { total: offers } = await listCatalogue(app, { table: 'offers', page: 0, pageSize: 1 });
  return {
    text: lines(bold(words.publicTitle({ name: found.username })), '', words.newsPublicHint({ offers })),
    buttons: [
      [button(words.newsPublicYes, callbacks.newsPublic({ channel }))],
      wayBack(visit, callbacks.card({ channel })),
    ],
  };
}
