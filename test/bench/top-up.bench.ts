import 'reflect-metadata';
import { type LiveWorld, openLiveWorld } from '../support/live-shop';
import { openBenchDatabase } from './support/bench-database';
import { measurePreCheckouts } from './support/top-up/pre-checkouts';
import { measureWalk } from './support/top-up/walk';
import { measureWebhooks } from './support/top-up/webhooks';

/**
 * How long money takes that is paid in. `preCheckout`: a payer in Stars waits for the shop's word, alone (the baseline),
 * at 200 updates a second, and beside a broadcast. `webhook`: a provider rings, until the money is in the chat; the
 * baseline is a code, from its SMS to the chat, in turns with it. `walk`: a person's own steps.
 * Options: --seconds=9 --per-second=200 --kinds=stripe,btcpay --only=walk.
 */
export async function run(args: string[]) {
  const given = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const load = { seconds: Number(given('seconds') ?? 9), perSecond: Number(given('per-second') ?? 200) };
  const kinds = given('kinds')?.split(',');
  const parts = {
    preCheckout: (world: LiveWorld) => measurePreCheckouts(world, load),
    webhook: (world: LiveWorld) => measureWebhooks(world, kinds),
    walk: measureWalk,
  };
  const figures: Record<string, object> = {};
  for (const [name, measure] of Object.entries(parts))
    if ((given('only') ?? name) === name) figures[name] = await inWorld<object>(measure);
  return figures;
}

/** Each part in a world of its own, so that none has what another left. */
async function inWorld<Result>(measure: (world: LiveWorld) => Promise<Result>): Promise<Result> {
  const bench = await openBenchDatabase(2);
  const { appUrl, ownerUrl } = bench;
  const database = { appUrl, ownerUrl, adminUrl: ownerUrl, drop: async () => undefined };
  const world = await openLiveWorld({ pace: {}, database, poolNumbers: 4_000, maxMessagesPerChat: 200 });
  try {
    return await measure(world);
  } finally {
    await world.close();
    await bench.close();
  }
}
