import { ANNOUNCEMENT_KINDS, type AnnouncementKind } from '../../../domain/channel/announcement-kind';
import { USER_DATA_FIELDS, type UserDataField } from '../../../domain/channel/user-data-fields';
import { previewAnnouncement } from '../../../usecases/channels/preview-announcement';
import { previewUserData } from '../../../usecases/channels/preview-user-data';
import { type AnnouncementChannelInput, saveAnnouncementChannel } from '../../../usecases/channels/save-announcements';
import { saveUserDataChannel, type UserDataChannelInput } from '../../../usecases/channels/save-user-data-channel';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { type AdminVisit, type PanelAnswer, section } from '../section';
import { channelCard, fieldsPage, findChannelPosts, publicNewsPage, publicPage } from './channel-card';
import { postCallbacks as callbacks } from './post-callbacks';
import { wordsForm } from './words-form';

/** What is posted to channels by itself: user data, summaries, news of the catalogue. */
export const postsSection = section({
  name: 'posts',
  entry: { label: (panel) => panel.posts.button, data: callbacks.list() },
  callbacks,
  pages: {
    async list({ app, panel }) {
      const { posts, common } = panel;
      const channels = await app.db.channels.list();
      const all = await Promise.all(channels.map(({ id }) => findChannelPosts(app, id)));
      return {
        text: lines(bold(posts.title), '', channels.length === 0 ? posts.noChannels : posts.hint),
        buttons: [
          ...all.flatMap((one) => {
            if (!one) return [];
            const marks = `${one.userData?.isActive ? '👤' : ''}${one.news?.isActive ? '🔔' : ''}`;
            return [[button(`${marks} ${posts.channelRow(one)}`.trim(), callbacks.card({ channel: one.id }))]];
          }),
          [button(common.panel, frameCallbacks.home())],
        ],
      };
    },

    async card(visit, { channel }) {
      const found = await findChannelPosts(visit.app, channel);
      return found ? channelCard(visit, found) : gone(visit);
    },

    async userData(visit, { channel, on }) {
      const asked = on ? await publicPage(visit, channel) : undefined;
      return asked ?? setUserData(visit, channel, { isActive: on }, callbacks.card({ channel }));
    },
    userDataPublic: (visit, { channel }) =>
      setUserData(visit, channel, { isActive: true, confirmsPublic: true }, callbacks.card({ channel })),
    summaries: (visit, { channel, on }) =>
      setUserData(visit, channel, { postsSummaries: on }, callbacks.card({ channel })),
    async news(visit, { channel, on }) {
      const asked = on ? await publicNewsPage(visit, channel) : undefined;
      return asked ?? setNews(visit, channel, { isActive: on });
    },
    newsPublic: (visit, { channel }) => setNews(visit, channel, { isActive: true }),

    async fields(visit, { channel }) {
      const found = await findChannelPosts(visit.app, channel);
      return found?.userData ? fieldsPage(visit, found.userData, USER_DATA_FIELDS) : gone(visit);
    },

    async field(visit, { channel, field, on }) {
      const row = (await findChannelPosts(visit.app, channel))?.userData;
      if (!row) return gone(visit);
      const fields = changed(row.fields, field as UserDataField, on).filter((one) => USER_DATA_FIELDS.includes(one));
      if (fields.length === 0) return { go: callbacks.fields({ channel }), toast: visit.panel.posts.needsOne };
      return setUserData(visit, channel, { fields }, callbacks.fields({ channel }));
    },

    async kind(visit, { channel, kind, on }) {
      const row = (await findChannelPosts(visit.app, channel))?.news;
      if (!row) return gone(visit);
      const kinds = changed(row.kinds, kind as AnnouncementKind, on).filter((one) => ANNOUNCEMENT_KINDS.includes(one));
      if (kinds.length === 0) return { go: callbacks.card({ channel }), toast: visit.panel.posts.needsOne };
      return setNews(visit, channel, { kinds });
    },

    async language(visit, { channel, language }) {
      const found = await findChannelPosts(visit.app, channel);
      if (!found) return gone(visit);
      if (found.news) await setNews(visit, channel, { language });
      return found.userData
        ? setUserData(visit, channel, { language }, callbacks.card({ channel }))
        : { go: callbacks.card({ channel }), toast: visit.panel.common.saved };
    },

    async previewUserData(visit, { channel }) {
      const { app, author, user, panel } = visit;
      const key = author.requestId ?? app.ids.uuid();
      const outcome = await previewUserData(app, { channelId: channel, userId: user.id, key, ...author });
      return outcome.kind === 'sent'
        ? { go: callbacks.card({ channel }), toast: panel.broadcasts.previewed }
        : gone(visit);
    },

    async previewNews(visit, { channel }) {
      const { app, author, user, panel } = visit;
      const row = (await findChannelPosts(app, channel))?.news;
      if (!row) return gone(visit);
      const key = author.requestId ?? app.ids.uuid();
      for (const announcement of row.kinds) {
        const order = { channelId: channel, announcement, userId: user.id, key, ...author };
        const outcome = await previewAnnouncement(app, order);
        if (outcome.kind === 'not_found') return { go: callbacks.card({ channel }), toast: panel.posts.nothingToShow };
      }
      return { go: callbacks.card({ channel }), toast: panel.broadcasts.previewed };
    },

    words: async (_visit, { channel }) => ({ form: { form: 'posts.words', subject: { channel } } }),
  },
  forms: { words: wordsForm },
});

async function setUserData(
  visit: AdminVisit,
  channel: number,
  input: UserDataChannelInput,
  go: string,
): Promise<PanelAnswer> {
  const outcome = await saveUserDataChannel(visit.app, channel, input, visit.author);
  return outcome.kind === 'saved' ? { go, toast: visit.panel.common.saved } : gone(visit);
}

async function setNews(visit: AdminVisit, channel: number, input: AnnouncementChannelInput): Promise<PanelAnswer> {
  const outcome = await saveAnnouncementChannel(visit.app, channel, input, visit.author);
  return outcome.kind === 'saved' ? { go: callbacks.card({ channel }), toast: visit.panel.common.saved } : gone(visit);
}

const changed = <Item>(all: readonly Item[], one: Item, on: boolean): Item[] => [
  ...all.filter((other) => other !== one),
  ...(on ? [one] : []),
];

function gone({ panel }: AdminVisit): PanelAnswer {
  return { go: callbacks.list(), toast: panel.common.gone };
}
