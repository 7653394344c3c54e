import { contractOfDeliveries } from './deliveries';
import { contractOfFaults } from './faults';
import { contractOfMoney } from './money';
import { contractOfReturns } from './returns';
import { openStand, type Stand, type Ways } from './stand';

/** What the shop relies on at every payment provider, told at its simulator over real HTTP. */
export function contractOf(name: string, ways: Ways): void {
  describe(`${name}, as the shop sees it`, () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await openStand(ways);
    });
    beforeEach(() => {
      stand.bell.answer = { status: 200, body: stand.provider.acknowledgement };
      Object.assign(stand.simulator.deliveries.switches, { lost: 0, doubled: 0, forged: 0 });
      stand.simulator.faults.clear();
    });
    afterAll(() => stand.close());

    contractOfMoney(() => stand, ways);
    contractOfDeliveries(() => stand, ways);
    contractOfReturns(() => stand, ways);
    contractOfFaults(() => stand, ways);
  });
}
