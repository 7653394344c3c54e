import { z } from 'zod';
import type { App } from '../../app';
import type { RewardValues } from '../../database/stores/channel-use';
import { joinUrl } from '../../domain/channel/channel-reference';
import { formatAmount } from '../../domain/money/money';
import { type Problem, problemAt } from '../../domain/problems';
import { form } from '../../resources/kit/fields';
import { type Author, checked, type SaveOutcome } from '../catalogue/save-row';

const reward = z.object({
  /** Needed for a channel that has no reward yet. */
  amount: form.amount().optional(),
  budgetTotal: form.amount().nullish(),
  /** For a day in UTC. */
  budgetPerDay: form.amount().nullish(),
  maxClaimsPerDay: form.whole(1, 1_000_000_000).nullish(),
  minAccountMinutes: form.whole(0, 1_000_000).optional(),
  /** Null: a reward once given stays. */
  clawBackDays: form.whole(1, 3_650).nullish(),
  position: form.whole(0, 1_000_000).optional(),
  isActive: z.boolean().optional(),
});
export type RewardInput = z.input<typeof reward>;

/** Offers credit for joining a known channel, or changes the offer. What is left out stays as it is. */
export function saveReward(app: App, channelId: number, input: RewardInput, author: Author): Promise<SaveOutcome> {
  return checked(reward, input, (values) => store(app, channelId, values, author).catch(toOutcome));
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
    await tx.audit.write({
      actor,
      action,
      entity: 'reward',
      entityId: channelId,
      facts,
      requestId,
      at,
    });
    return { kind: 'saved', id: channelId };
  });
}

const BELOW: Readonly<Record<string, Problem>> = {
  reward_channels_within_total: problemAt('budgetTotal', 'reward_budget'),
  reward_channels_within_day: problemAt('budgetPerDay', 'reward_budget_of_day'),
  reward_channels_claims_within_day: problemAt('maxClaimsPerDay', 'reward_claims_of_day'),
};

function toOutcome(error: unknown): SaveOutcome {
  const { code, constraint = '' } = (error ?? {}) as { code?: string; constraint?: string };
  if (code === '23514' && BELOW[constraint]) return { kind: 'invalid', problem: BELOW[constraint] };
  throw error;
}

function factsOf(values: RewardValues): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'bigint' ? formatAmount(value) : value]),
  );
}
