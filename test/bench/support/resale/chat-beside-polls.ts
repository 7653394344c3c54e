import type { SandboxMessage } from '../../../../src/sandbox/telegram';
import type { ChatBuyer } from '../../../support/chat-buyer';
import { openLiveWorld } from '../../../support/live-shop';
import { shopProcess } from '../../../support/shop-process';
import { openBenchDatabase } from '../bench-database';
import { getRequest, load } from '../graphql/load';
import { figures, median, round } from '../measure';
import { people } from '../top-up/people';
import { giveResaleKeys, openResaleOrders, statusPath } from './seed-resale';

const KEYS = 200;
const CONNECTIONS = 32;
const BETWEEN_TAPS_MS = 10;
/** In which the thread of the programs starts and connects, which is no work of the shop's. */
const SETTLES_MS = 2_000;

/**
 * A buyer who leafs through the menu over MTProto, from the press to the screen that stands in the chat, while the same process
 * of the shop answers polls of open orders by the programs of 200 others, and while it does not, in turns. The data centre, the
 * buyer and, in a thread of their own, the programs are in this process.
 */
export async function chatBesidePolls(o: { open: number; perSecond: number; durationMs: number; rounds: number }) {
  const bench = await openBenchDatabase(2);
  const world = await openLiveWorld({ database: bench.asTestDatabase, poolNumbers: o.open + 10, pace: {} });
  const shop = await shopProcess(world);
  try {
    const owners = (await people(world, KEYS)).map(({ userId }) => Number(userId));
    await giveResaleKeys(bench.owner, owners);
    const orders = await openResaleOrders(bench.owner, o.open, owners);
    await bench.owner.query('VACUUM ANALYZE');
    await shop.start();
    const buyer = await world.buyer();
    const home = await buyer.asks('/start', /./);
    const port = Number(new URL(shop.address).port);
    const requests = orders.map(({ id, user }) => getRequest(statusPath(user, id)));

    const taps = async () => {
      const latencies: number[] = [];
      const endsAt = performance.now() + o.durationMs;
      while (performance.now() < endsAt) {
        for (const word of ['get a number', 'back']) latencies.push(await tap(buyer, home.id, word));
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_TAPS_MS));
      }
      return latencies;
    };
    const polledTaps = async () => {
      const polls = load({
        ...{ port, requests, connections: CONNECTIONS, durationMs: o.durationMs + SETTLES_MS, perSecond: o.perSecond },
        expected: 'STATUS_WAIT_CODE',
      });
      await new Promise((resolve) => setTimeout(resolve, SETTLES_MS));
      const chat = await taps();
      const { failures, ...asked } = await polls;
      if (failures > 0) throw new Error(`${failures} polls were answered by something else.`);
      return { chat, asked };
    };

    const idle: number[][] = [];
    const polled: Awaited<ReturnType<typeof polledTaps>>[] = [];
    for (let turn = 0; turn <= o.rounds; turn += 1) {
      const [alone, beside] = [await taps(), await polledTaps()];
      if (turn === 0) continue; // warms both
      idle.push(alone);
      polled.push(beside);
    }
    const [all, besideAll] = [figuresOf(idle), figuresOf(polled.map(({ chat }) => chat))];
    return {
      open: orders.length,
      keys: new Set(orders.map(({ user }) => user)).size,
      pollsPerSecond: median(polled.map(({ asked }) => asked.perSecond)),
      pollP99Ms: median(polled.map(({ asked }) => asked.p99Ms)),
      idle: all,
      polled: besideAll,
      ratio: round(besideAll.p99Ms / all.p99Ms),
      ratioP50: round(besideAll.p50Ms / all.p50Ms),
      aim: 1.2,
    };
  } finally {
    await shop.close();
    await world.close();
    await bench.close();
  }
}

/** Of all slices together: one has too few taps to tell its slowest hundredth. */
const figuresOf = (slices: readonly (readonly number[])[]) => {
  const { count, p50Ms, p99Ms } = figures(slices.flat(), 1);
  return { count, p50Ms, p99Ms };
};

/** Presses the button that leads there, and waits until the message is another screen. */
async function tap(buyer: ChatBuyer, messageId: number, word: string): Promise<number> {
  const before = buyer.message(messageId)!;
  const data = buttonTo(before, word);
  const pressedAt = performance.now();
  const answered = buyer.pressesData(messageId, data);
  while (buyer.message(messageId)!.text === before.text) {
    if (performance.now() - pressedAt > 20_000) throw new Error(`The screen ${word} did not come.`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const tookMs = performance.now() - pressedAt;
  await answered;
  return tookMs;
}

function buttonTo(message: SandboxMessage, word: string): Buffer {
  const button = message.buttons.flat().find(({ text }) => new RegExp(word, 'i').test(text));
  if (!button) throw new Error(`No button to ${word}: ${message.buttons.flat().map(({ text }) => text)}`);
  return Buffer.from(button.value);
}
