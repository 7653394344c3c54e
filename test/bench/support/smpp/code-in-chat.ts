import { randomUUID } from 'node:crypto';
import { openReservation } from '../../../../src/usecases/reservations/reserve-number';
import { type LiveWorld, withApp } from '../../../support/live-shop';
import { shopProcess } from '../../../support/shop-process';
import { linkNumbers } from '../../../support/smsc/linked-numbers';
import { npmCentre } from '../../../support/smsc/npm-centre';
import { figures } from '../measure';
import { BOT_ID, people } from '../top-up/people';

const OFFER = { offerId: 1, price: 8000n };
const LOOK_MS = 5;
const ALL_WITHIN_MS = 60_000;

/**
 * So many SMS a second for so long, each to a number that somebody else waits for, over npm `smpp` as the operator's side: from
 * the moment in which the centre sends one to the moment in which its code stands in the chat. The shop keeps its own pace.
 */
export async function measureCodesInChat(world: LiveWorld, o: { perSecond: number; seconds: number }) {
  const count = o.perSecond * o.seconds;
  const centre = await npmCentre();
  const phones = Array.from({ length: count }, (_, i) => String(37120000000 + i));
  await linkNumbers(world, { port: centre.port, phones });
  const shop = await shopProcess(world);
  try {
    await shop.start();
    await centre.bound();
    const waiting = await people(world, count);
    const open: { telegramId: bigint; phone: string; code: string; sentAt: number }[] = [];
    await withApp(world, async (app) => {
      for (const [index, { telegramId, userId }] of waiting.entries()) {
        await world.gives(telegramId, OFFER.price);
        const opened = await openReservation(app, { key: randomUUID(), userId, ...OFFER });
        if (opened.kind !== 'reserved') throw new Error(`the benchmark's purchase was ${opened.kind}`);
        const [row] = await world.query<{ phone: string }>('SELECT phone FROM reservations WHERE id = $1', [
          String(opened.reservationId),
        ]);
        open.push({ telegramId, phone: row!.phone, code: String(100_000 + index), sentAt: 0 });
      }
    });
    const latencies: number[] = [];
    const refused: unknown[] = [];
    let next = 0;
    const began = performance.now();
    const underWay = new Set<(typeof open)[number]>();
    while (latencies.length < count) {
      const now = performance.now();
      if (now - began > o.seconds * 1_000 + ALL_WITHIN_MS)
        throw new Error(`${count - latencies.length} codes did not come; refused were ${refused.length}`);
      for (; next < count && now - began >= (next * 1_000) / o.perSecond; next += 1) {
        const one = open[next]!;
        one.sentAt = performance.now();
        underWay.add(one);
        const sms = { destination_addr: one.phone, short_message: `Your WhatsApp code is ${one.code}` };
        void centre.deliver(sms).then((status) => status !== 0 && refused.push(status));
      }
      for (const one of underWay) {
        if (!world.telegram.history(one.telegramId, BOT_ID).some(({ text }) => text.includes(one.code))) continue;
        latencies.push(performance.now() - one.sentAt);
        underWay.delete(one);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    const elapsedMs = performance.now() - began;
    return { asked: o, ...figures(latencies, elapsedMs), refused: refused.length, aimP99Ms: 1_000 };
  } finally {
    await shop.close();
    await centre.close();
  }
}
