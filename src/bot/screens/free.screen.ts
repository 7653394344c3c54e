import { readBalance } from '../../database/queries/account';
import { joinUrl } from '../../domain/channel/channel-reference';
import type { MessageButton } from '../../ports/messenger';
import { claimRewards } from '../../usecases/rewards/claim-rewards';
import { listRewards, openTotal, type RewardView } from '../../usecases/rewards/list-rewards';
import { callbacks } from '../callbacks';
import { lines } from '../texts/rich';
import { screen, type Visit } from './screen';
import { button, type View } from './view';

export const freeScreen = screen('free', (visit) => freeView(visit));

export const claimRewardScreen = screen('claimReward', (visit, { channel }) => claimed(visit, channel));
export const claimAllScreen = screen('claimAll', (visit) => claimed(visit, undefined));

/** What came of it stands above what is left to be had. */
async function claimed(visit: Visit, channelId: number | undefined): Promise<View> {
  const { app, user, texts } = visit;
  const claiming = claimRewards(app, { userId: user.id, telegramId: user.telegramId, channelId });
  const summary = await visit.whileWaiting(claiming, async () => ({ text: texts.verifying, buttons: [] }));
  const [{ available }, rest] = await Promise.all([readBalance(app.db, user.id), freeView(visit)]);
  return { ...rest, text: lines(texts.claimSummary({ ...summary, available }), '', rest.text) };
}

async function freeView({ app, user, texts }: Visit): Promise<View> {
  const rewards = await listRewards(app, { userId: user.id, telegramId: user.telegramId });
  const open = rewards.filter(({ state }) => state === 'open');
  const days = open.flatMap(({ clawBackDays }) => (clawBackDays === null ? [] : [clawBackDays]));
  const clawBackDays = days.length > 0 ? Math.max(...days) : null;
  return {
    text: texts.freeScreen({ rewards, total: openTotal(rewards), clawBackDays }),
    buttons: [
      ...open.map((reward) => rowOf(reward, texts)),
      ...(open.length > 1 ? [[button(texts.verifyAllButton, callbacks.claimAll())]] : []),
      [button(texts.homeButtons.balance, callbacks.balance()), button(texts.back, callbacks.home())],
    ],
  };
}

function rowOf(reward: RewardView, texts: Visit['texts']): MessageButton[] {
  const url = joinUrl(reward);
  const verify = button(texts.verifyButton(reward), callbacks.claimReward({ channel: reward.channelId }));
  return url ? [{ kind: 'url', text: texts.earnButton(reward), url }, verify] : [verify];
}
