import type { LiveWorld } from '../live-shop';
import { CountedClient, type WalkFigures } from './counted-client';

export type Walk = (world: LiveWorld) => Promise<WalkFigures>;

/** A buyer who has pressed /start, with money. */
async function opened(world: LiveWorld): Promise<CountedClient> {
  return new CountedClient(await world.buyer());
}

const phoneOn = ({ text }: { text: string }) => /📞 \+(\d+)/.exec(text)![1]!;

async function firstNumber(buyer: CountedClient): Promise<string> {
  await buyer.types('/start', /Hello/);
  await buyer.presses(/Get a number/, /Which service/);
  await buyer.presses(/WhatsApp/, /which country/);
  await buyer.presses(/Latvia/, /Price: /);
  return phoneOn(await buyer.presses(/✅ Get a number/, /Waiting for the SMS/));
}

/** The code is in the chat, and the card says so, too. */
async function receives(world: LiveWorld, buyer: CountedClient, phone: string, code: string): Promise<void> {
  world.inbox.receive(phone, `Your WhatsApp code is ${code}`);
  await buyer.client.reads(new RegExp(`^🔑 ${code}`));
  const isWaiting = () =>
    buyer.client.fromBot().some(({ text }) => /Waiting for the SMS/.test(text) && text.includes(phone));
  await buyer.client.sees(() => (isWaiting() ? undefined : true), 'the card of the number');
}

/** What a buyer does, each by somebody who begins with an empty chat. */
export const BUYER_WALKS: Readonly<Record<string, Walk>> = {
  async 'first number'(world) {
    const buyer = await opened(world);
    await receives(world, buyer, await firstNumber(buyer), '111-001');
    return buyer.figures();
  },

  async 'same again'(world) {
    const first = await opened(world);
    await receives(world, first, await firstNumber(first), '111-002');
    const again = new CountedClient(first.client);
    await again.presses(/Buy again/, /Price: /);
    await again.presses(/✅ Get a number/, /Waiting for the SMS/);
    return again.figures();
  },

  async change(world) {
    const buyer = await opened(world);
    const phone = await firstNumber(buyer);
    const change = new CountedClient(buyer.client);
    const other = phoneOn(await change.presses(/Change number/, /the deadline stayed/));
    if (other === phone) throw new Error('The number is the same.');
    return { ...buyer.figures(), acts: change.figures().acts };
  },

  async cancel(world) {
    const buyer = await opened(world);
    await firstNumber(buyer);
    const cancel = new CountedClient(buyer.client);
    await cancel.presses(/Cancel/, /is back on your balance/);
    return { ...buyer.figures(), acts: cancel.figures().acts };
  },

  async 'three codes'(world) {
    const buyer = await opened(world);
    const phone = await firstNumber(buyer);
    for (const code of ['222-001', '222-002', '222-003']) await receives(world, buyer, phone, code);
    const last = () => buyer.client.fromBot().filter(({ text }) => text.includes('222-003')).length > 1 || undefined;
    await buyer.client.sees(last, 'the third code on the card');
    const above = () => buyer.client.fromBot().find(({ text }) => text.startsWith('🔑 222-002'));
    await buyer.client.sees(
      () => above()?.buttons.flat().length === 1 || undefined,
      'the second code with its copy button',
    );
    return buyer.figures();
  },
};
