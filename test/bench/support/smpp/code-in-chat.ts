import { randomUUID } from 'node:crypto';
import { openReservation } from '../../../../src/usecases/reservations/reserve-number';
import { type LiveWorld, withApp } from '../../../support/live-shop';
import { shopProcess } from '../../../support/shop-process';
import { linkNumbers } from '../../../support/smsc/linked-numbers';
import { npmCentre } from '../../../support/smsc/npm-centre';
import { figures } from '../measure';
import { BOT_ID, people } from '../top-up/people';
import { processorUse } from './processor-use';

const OFFER = { offerId: 1, price: 8000n };
const LOOK_MS = 5;
const ALL_WITHIN_MS = 60_000;

/**
 * So many SMS a second for so long, each to a number that somebody else waits for, over npm `smpp` as the operator's side: from
 * the moment in which the centre sends one to the moment in which its code stands in the chat. The shop keeps its own pace for
 * each chat; for all chats together codes have none, and the data centre sets no limit, as Telegram itself would.
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
    const open: { telegramId: bigint; phone: string; code: string; sentAt: number; shownAt: number }[] = [];
    await withApp(world, async (app) => {
      for (const [index, { telegramId, userId }] of waiting.entries()) {
        await world.gives(telegramId, OFFER.price);
        const opened = await openReservation(app, { key: randomUUID(), userId, ...OFFER });
        if (opened.kind !== 'reserved') throw new Error(`the benchmark's purchase was ${opened.kind}`);
        const [row] = await world.query<{ phone: string }>('SELECT phone FROM reservations WHERE id = $1', [
          String(opened.reservationId),
        ]);
        open.push({ telegramId, phone: row!.phone, code: String(100_000 + index), sentAt: 0, shownAt: 0 });
      }
    });
    const latencies: number[] = [];
    const refused: unknown[] = [];
    let next = 0;
    const used = await processorUse(world, shop.pid);
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
        one.shownAt = performance.now();
        latencies.push(one.shownAt - one.sentAt);
        underWay.delete(one);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    const elapsedMs = performance.now() - began;
    const cpu = used();
    const stages = await stagesOf(world, open);
    return {
      asked: o,
      ...figures(latencies, elapsedMs),
      refused: refused.length,
      aimP99Ms: 1_000,
      telegramLimit: 'none',
      stages,
      cpu,
    };
  } finally {
    await shop.close();
    await centre.close();
  }
}

/**
 * Where the time goes, by the shop's own times: from the centre's word to the stored SMS, to the paid code whose message is
 * put, to the chat, and until Telegram's answer is written down.
 */
async function stagesOf(world: LiveWorld, all: readonly { phone: string; sentAt: number; shownAt: number }[]) {
  const rows = await world.query<{ phone: string; storedMs: number; putMs: number; markedMs: number }>(
    `SELECT m.phone, extract(epoch FROM m.stored_at)::float8 * 1000 AS "storedMs",
       extract(epoch FROM o.created_at)::float8 * 1000 AS "putMs", extract(epoch FROM o.sent_at)::float8 * 1000 AS "markedMs"
     FROM messages m JOIN outbox o ON o.key = 'message:' || m.id WHERE m.source = 'LINK'`,
  );
  const times = new Map(rows.map((row) => [row.phone, row]));
  const known = all.flatMap((one) => {
    const found = times.get(one.phone);
    const [sentMs, shownMs] = [performance.timeOrigin + one.sentAt, performance.timeOrigin + one.shownAt];
    return found ? [{ ...found, sentMs, shownMs }] : [];
  });
  const between = (take: (one: (typeof known)[number]) => number) => {
    const { p50Ms, p99Ms } = figures(known.map(take), 1);
    return { p50Ms, p99Ms };
  };
  return {
    stored: between((one) => one.storedMs - one.sentMs),
    put: between((one) => one.putMs - one.storedMs),
    shown: between((one) => one.shownMs - one.putMs),
    marked: between((one) => one.markedMs - one.shownMs),
  };
}
