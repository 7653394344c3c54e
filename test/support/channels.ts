import type { Channel } from '../../src/ports/messenger';
import { addChannel } from '../../src/usecases/channels/add-channel';
import type { Shop } from './shop';

const author = { actor: { type: 'ADMIN', id: 'test' } } as const;

/** A channel on Telegram that the shop knows; gives the row's id and what Telegram says. */
export async function knownChannel(shop: Shop, facts: Parameters<Shop['telegram']['channel']>[0] = {}) {
  const channel = shop.telegram.channel(facts);
  const outcome = await addChannel(shop.app, { reference: String(channel.id), purpose: 'MEMBERSHIP', ...author });
  if (outcome.kind !== 'added') throw new Error(`the channel was not added: ${JSON.stringify(outcome)}`);
  return { ...channel, rowId: outcome.channel.id };
}

/** A channel that everybody must join. */
export async function requiredChannel(shop: Shop, title: string): Promise<Channel & { rowId: number }> {
  const channel = await knownChannel(shop, { title });
  await shop.all(
    `INSERT INTO required_channels (channel_id, position, created_at)
     VALUES ($1, (SELECT count(*) FROM required_channels), $2) RETURNING 1`,
    [channel.rowId, shop.clock.now()],
  );
  await shop.clock.advance(1_000);
  return channel;
}

/** A channel whose members get credit. */
export async function rewardChannel(
  shop: Shop,
  o: {
    title: string;
    amount: bigint;
    budgetTotal?: bigint;
    budgetPerDay?: bigint;
    minAccountMinutes?: number;
    clawBackDays?: number;
  },
): Promise<Channel & { rowId: number }> {
  const channel = await knownChannel(shop, { title: o.title });
  await shop.all(
    `INSERT INTO reward_channels (channel_id, amount, budget_total, budget_per_day, min_account_minutes, claw_back_days,
       position, created_at) VALUES ($1, $2, $3, $4, $5, $6, $1, $7) RETURNING 1`,
    [
      channel.rowId,
      o.amount,
      o.budgetTotal ?? null,
      o.budgetPerDay ?? null,
      o.minAccountMinutes ?? 0,
      o.clawBackDays ?? null,
      shop.clock.now(),
    ],
  );
  return channel;
}
