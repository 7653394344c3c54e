import { describeCancels } from './cancels';
import { createCounter } from './counter';
import { describeEnds } from './ends';
import { describeLostAnswers } from './lost-answers';
import { describeMessages } from './messages';
import { describeMoreMessages } from './more-messages';
import { describeRefusals } from './refusals';
import { describeSpoiledAnswers } from './spoiled-answers';
import type { Stand, Ways } from './stand';
import { describeTables } from './tables';

export type { Stand, Ways } from './stand';

/** What every supplier of numbers on demand must do, told as stories against its own simulator. */
export function describePurchases(name: string, openStand: () => Promise<Stand>, ways: Ways = {}): void {
  describe(`${name}: buying a number`, () => {
    let stand: Stand;
    beforeEach(async () => {
      stand = await openStand();
    });
    afterEach(async () => {
      const { bought, spent, refunded } = stand.vendor.upstreamOrders;
      expect(spent).toBe(BigInt(bought) * stand.price);
      expect(refunded).toBeLessThanOrEqual(spent);
      await stand.vendor.stop();
    });
    const at = createCounter(() => stand, ways);

    describeMessages(at);
    describeMoreMessages(at);
    describeEnds(at);
    describeCancels(at);
    describeRefusals(at);
    describeTables(at);
    describeLostAnswers(at);
    describeSpoiledAnswers(at);
  });
}
