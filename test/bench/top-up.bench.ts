import 'reflect-metadata';
import type { LiveWorld } from '../support/live-shop';
import { inBenchWorld } from './support/bench-world';
import { optionsOf } from './support/options';
import { measurePreCheckouts } from './support/top-up/pre-checkouts';
import { measureWalk } from './support/top-up/walk';
import { measureWebhooks } from './support/top-up/webhooks';

/** Each part has one of its own, so that none has what another left. */
const WORLD = { pace: {}, poolNumbers: 4_000, maxMessagesPerChat: 200 };

/**
 * How long money takes that is paid in. `preCheckout`: a payer in Stars waits for the shop's word, alone (the baseline),
 * at 200 updates a second, and beside a broadcast. `webhook`: a provider rings, until the money is in the chat; the
 * baseline is a code, from its SMS to the chat, in turns with it. `walk`: a person's own steps.
 * Options: --seconds=9 --per-second=200 --kinds=stripe,btcpay --only=walk.
 */
export async function run(args: string[]) {
  const given = optionsOf(args);
  const load = { seconds: given.number('seconds', 9), perSecond: given.number('per-second', 200) };
  const kinds = given.text('kinds')?.split(',');
  const parts = {
    preCheckout: (world: LiveWorld) => measurePreCheckouts(world, load),
    webhook: (world: LiveWorld) => measureWebhooks(world, kinds),
    walk: measureWalk,
  };
  const figures: Record<string, object> = {};
  for (const [name, measure] of Object.entries(parts))
    if ((given.text('only') ?? name) === name) figures[name] = await inBenchWorld<object>(WORLD, measure);
  return figures;
}
