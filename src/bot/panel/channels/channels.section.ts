import { readChannel, readChannelList } from '../../../database/queries/channels';
import type { Problem } from '../../../domain/problems';
import { addChannel } from '../../../usecases/channels/add-channel';
import { orderRequirements, removeRequirement, saveRequirement } from '../../../usecases/channels/save-requirement';
import { saveReward } from '../../../usecases/rewards/save-reward';
import { button, pager } from '../../screens/view';
import { lines } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { type AdminVisit, section } from '../section';
import { addChannelForm, endOf } from './add-channel.form';
import { channelCallbacks as callbacks } from './channel-callbacks';
import { channelCard, marksOf } from './channel-card';
import { rewardForm } from './reward.form';

const PAGE_SIZE = 10;

/** Channels that buyers must join, and channels that they are paid for joining. */
export const channelsSection = section({
  name: 'channels',
  entry: { label: (panel) => panel.channels.button, data: callbacks.list({ page: 0 }) },
  callbacks,
  pages: {
    async list(visit, { page }) {
      const { app, panel, texts, format } = visit;
      const { items, total } = await readChannelList(app.db, { page, pageSize: PAGE_SIZE, now: app.clock.now() });
      return {
        text: lines(
          panel.channels.title,
          total === 0 ? panel.common.nothing : panel.common.total({ total }),
          panel.channels.legend,
        ),
        buttons: [
          ...items.map((view) => [
            button(`${marksOf(view)} ${format.name(view.title, 40)}`, callbacks.card({ channel: view.id })),
          ]),
          ...pager(texts, { page, pageSize: PAGE_SIZE, total }, (to) => callbacks.list({ page: to })),
          [button(panel.common.add, callbacks.add()), button(panel.common.panel, frameCallbacks.home())],
        ],
      };
    },

    async card(visit, { channel }) {
      const view = await readChannel(visit.app.db, channel, visit.app.clock.now());
      return view ? channelCard(visit, view) : { go: callbacks.list({ page: 0 }), toast: visit.panel.common.gone };
    },

    add: async () => ({ form: { form: 'channels.add', subject: {} } }),
    reward: async (_visit, { channel }) => ({ form: { form: 'channels.reward', subject: { channel } } }),

    async refresh(visit, { channel }) {
      const { app, author, panel } = visit;
      const view = await readChannel(app.db, channel, app.clock.now());
      if (!view) return { go: callbacks.list({ page: 0 }), toast: panel.common.gone };
      const reference = String(view.telegramId);
      const end = endOf(visit, await addChannel(app, { reference, purpose: 'MEMBERSHIP', ...author }));
      if (end.kind === 'done')
        return {
          ...channelCard(visit, (await readChannel(app.db, channel, app.clock.now()))!),
          toast: panel.channels.added,
        };
      const text = end.kind === 'stopped' ? end.text : lines(end.text);
      const card = channelCard(visit, view);
      return { ...card, text: lines(text, '', card.text) };
    },

    async require(visit, { channel, on }) {
      return after(visit, channel, await saveRequirement(visit.app, channel, { isActive: on }, visit.author));
    },
    async approve(visit, { channel, on }) {
      const { app, author } = visit;
      const view = await readChannel(app.db, channel, app.clock.now());
      const given = { approvesJoins: on };
      const required = view?.required ? await saveRequirement(app, channel, given, author) : undefined;
      if (required && required.kind !== 'saved') return after(visit, channel, required);
      const rewarded = view?.reward ? await saveReward(app, channel, given, author) : undefined;
      return after(visit, channel, rewarded ?? required ?? { kind: 'gone' });
    },
    async unrequire(visit, { channel }) {
      return after(visit, channel, await removeRequirement(visit.app, channel, visit.author));
    },
    async first(visit, { channel }) {
      return after(visit, channel, await orderRequirements(visit.app, [channel], visit.author));
    },
    async rewardOn(visit, { channel, on }) {
      return after(visit, channel, await saveReward(visit.app, channel, { isActive: on }, visit.author));
    },
  },
  forms: { add: addChannelForm, reward: rewardForm },
});

/** Back to the card, with a word about what came of it. */
function after({ panel }: AdminVisit, channel: number, outcome: { kind: string; problem?: Problem }) {
  const go = callbacks.card({ channel });
  if (outcome.kind === 'saved' || outcome.kind === 'ordered') return { go, toast: panel.common.saved };
  if (outcome.problem) {
    const isLink = outcome.problem.path === 'inviteLink';
    return { go, toast: isLink ? panel.channels.needsLink : panel.common.refusedBy(outcome.problem) };
  }
  return { go, toast: panel.common.gone };
}
