import type { RunningShop } from '../../../src/main';
import { buysWhatsApp } from '../../support/buyer-walks';
import { type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';

describe('several codes for one number', () => {
  let world: LiveWorld;
  let shop: RunningShop;

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 200 });
    shop = await startLiveShop(world);
  });
  afterEach(() => world.booksBalance(shop));
  afterAll(async () => {
    await shop?.shutdown.run('the stories are told');
    await world?.close();
  });

  it.each([3, 8])('leaves the newest of %i with the buttons, and the others readable', async (count) => {
    const buyer = await world.buyer();
    const { phone, cardId } = await buysWhatsApp(buyer);
    const codes = Array.from({ length: count }, (_, n) => `${count}51-00${n}`);
    for (const code of codes) {
      world.inbox.receive(phone, `Your WhatsApp code is ${code}`);
      await buyer.reads(new RegExp(`^🔑 ${code}`));
    }
    const told = (code: string) => buyer.fromBot().filter(({ text }) => text.startsWith(`🔑 ${code}`));
    const labels = (id: number) =>
      buyer
        .message(id)!
        .buttons.flat()
        .map(({ text }) => text);
    const isTidy = () =>
      codes.slice(0, -1).every((code) => labels(told(code)[0]!.id).length === 1) && labels(cardId).length === 1;
    await buyer.sees(() => isTidy() || undefined, 'older messages with a copy button only');
    for (const code of codes) {
      expect(told(code)).toHaveLength(1);
      expect(told(code)[0]!.text).toContain(`Your WhatsApp code is ${code}`);
      expect(buyer.buttonOf(told(code)[0]!.id, new RegExp(code))).toMatchObject({ kind: 'copy', value: code });
    }
    expect(buyer.buttonOf(cardId, /Copy number/)).toMatchObject({ kind: 'copy', value: `+${phone}` });
    expect(labels(told(codes.at(-1)!)[0]!.id).join()).toMatch(/Another SMS,🔂 Buy again/);
    const shown = buyer.fromBot().filter(({ id }) => id >= cardId);
    if (count === 3) expect(shown.flatMap(({ buttons }) => buttons.flat()).length).toBeLessThanOrEqual(10);
  });
});
