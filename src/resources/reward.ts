import { RewardChannel } from '../database/entities/reward-channel.entity';
import { problemAt } from '../domain/problems';
import { approvesJoins } from './approves-joins';
import { money, whole } from './kit/fields';
import { resource } from './kit/resource';

/** Credit for joining a channel, by the channel. */
export const reward = resource(RewardChannel, {
  name: 'reward',
  key: [],
  fields: {
    amount: money().described('Needed for a channel that has no reward yet.'),
    budgetTotal: money(),
    budgetPerDay: money().described('For a day in UTC.'),
    maxClaimsPerDay: whole(1, 1_000_000_000),
    minAccountMinutes: whole(0, 1_000_000),
    /** Null: a reward once given stays. */
    clawBackDays: whole(1, 3_650),
    position: whole(0, 1_000_000),
    approvesJoins: approvesJoins(),
  },
  refusals: {
    reward_channels_within_total: { kind: 'invalid', problem: problemAt('budgetTotal', 'reward_budget') },
    reward_channels_within_day: { kind: 'invalid', problem: problemAt('budgetPerDay', 'reward_budget_of_day') },
    reward_channels_claims_within_day: {
      kind: 'invalid',
      problem: problemAt('maxClaimsPerDay', 'reward_claims_of_day'),
    },
  },
});
