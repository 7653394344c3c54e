import type { z } from 'zod';
import type { App } from '../../app';
import type { RewardValues } from '../../database/stores/channel-use';
import { joinUrl } from '../../domain/channel/channel-reference';
import { formatAmount } from '../../domain/money/money';
import { problemAt } from '../../domain/problems';
import { reward } from '../../resources/reward';
import { type Author, checked, refusalOf, type SaveOutcome } from '../catalogue/save-row';
import { approvalProblem } from '../channels/join-requests';

export type RewardInput = z.input<typeof reward.changes>;

/** Offers credit for joining a known channel, or changes the offer. What is left out stays as it is. */
export function saveReward(app: App, channelId: number, input: RewardInput, author: Author): Promise<SaveOutcome> {
  return checked(reward.changes, input, async (values) => {
    const misfit = values.approvesJoins ? await approvalProblem(app, channelId) : undefined;
    if (misfit) return { kind: 'invalid', problem: misfit };
    return store(app, channelId, values as RewardValues, author).catch((error: unknown) => refusalOf(reward, error));
  });
}

function store(app: App, channelId: number, values: RewardValues, author: Author): Promise<SaveOutcome> {
  const { actor, requestId } = author;
  const at = app.clock.now();
  return app.db.transact(async (tx): Promise<SaveOutcome> => {
    const channel = await tx.channels.find(channelId);
    if (!channel) return { kind: 'not_found', entity: 'channel' };
    if (!joinUrl(channel)) return { kind: 'invalid', problem: problemAt('inviteLink', 'invite_link') };
    const isKnown = await tx.channelUse.updateReward(channelId, values, at.toISOString().slice(0, 10));
    if (!isKnown) {
      const { amount } = values;
      if (amount === undefined) return { kind: 'invalid', problem: problemAt('amount', 'reward_amount') };
      await tx.channelUse.insertReward(channelId, { ...values, amount }, at);
    }
    const action = `reward.${isKnown ? 'updated' : 'created'}`;
    const facts = factsOf(values);
    await tx.audit.write({ actor, action, entity: 'reward', entityId: channelId, facts, requestId, at });
    return { kind: 'saved', id: channelId };
  });
}

function factsOf(values: RewardValues): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'bigint' ? formatAmount(value) : value]),
  );
}
