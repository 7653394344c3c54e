/**
 * What became of a claim on a reward. `not_member`: not joined yet. `unknown`: Telegram cannot say now, and nothing is paid
 * on hearsay. Only `claimed` moved money.
 */
export const CLAIM_OUTCOMES = [
  'claimed',
  'not_member',
  'requested',
  'unknown',
  'already',
  'too_young',
  'day_spent',
  'user_day_spent',
  'budget_spent',
  'not_offered',
  'banned',
] as const;
export type ClaimOutcome = (typeof CLAIM_OUTCOMES)[number];

/** How a reward stands for one person. */
export const REWARD_STATES = ['open', 'claimed', 'too_young', 'day_spent', 'budget_spent'] as const;
export type RewardState = (typeof REWARD_STATES)[number];
