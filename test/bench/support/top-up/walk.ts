import { LIVE_BOT, type LiveWorld } from '../../../support/live-shop';
import { gramjsBuyer } from '../../../support/outside-buyer';
import { shopProcess } from '../../../support/shop-process';
import { figures, round } from '../measure';
import { people } from './people';
import { starsOnOffer } from './stars';

const BUYERS = 4;
const WALKS_EACH = 5;

/**
 * An unmodified GramJS user walks from /start to the balance: each step as the chat shows it, then the form. Measured is
 * what they wait for once they have paid, and the whole walk.
 */
export async function measureWalk(world: LiveWorld) {
  const shop = await shopProcess(world);
  await starsOnOffer(world);
  await shop.start();
  const [paid, whole] = [[] as number[], [] as number[]];
  try {
    for (const { telegramId } of await people(world, BUYERS)) {
      world.telegram.stars.buy(telegramId, 100_000n);
      const buyer = await gramjsBuyer(world.telegram, telegramId, LIVE_BOT.username);
      for (let walk = 1; walk <= WALKS_EACH; walk += 1) {
        const began = performance.now();
        await buyer.says('/start');
        await buyer.presses(/Balance/);
        await buyer.presses(/Add money/);
        await buyer.presses(/Stars/);
        await buyer.presses(/^\$5\.00 · /);
        const { id } = await buyer.findsInvoice();
        const asked = performance.now();
        await buyer.pays({ messageId: id });
        const now = `Available now: $${(walk * 5).toFixed(2)}`;
        await buyer.reads(new RegExp(now.replace(/[$.]/g, '\\$&')));
        paid.push(performance.now() - asked);
        whole.push(performance.now() - began);
      }
      await buyer.leaves();
    }
  } finally {
    await shop.close();
  }
  const of = (all: readonly number[]) => {
    const { count, p50Ms } = figures(all, 1);
    return { count, p50Ms, maxMs: round(Math.max(...all)) };
  };
  return { fromFormToBalance: of(paid), fromStartToBalance: of(whole) };
}
