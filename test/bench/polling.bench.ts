import 'reflect-metadata';
import { openBenchDatabase } from './support/bench-database';
import { figures, round } from './support/measure';
import { optionsOf } from './support/options';
import { openPolledShop, type PolledVendor } from './support/polling/polled-shop';

const INTERVAL_MS = 1_000;
const TIMEOUT_MS = 2_000;
const SMS_EVERY_MS = 75;
const RETRY_AFTER_S = 5;
const LIST = 'getActiveActivations';

/**
 * One worker polls five suppliers, each with a fifth of the open reservations, first all healthy, then with one hanging,
 * one answering 503, one 429 with Retry-After, one trickling its bytes; SMS go on arriving at the healthy one. Then the
 * four recover. Beside them a supplier without a list, whose orders are read one by one within its budget. The baseline
 * is the healthy one's delay while all are healthy. Options: --open=5000, --seconds=30 for each of the two phases.
 */
export async function run(args: string[]) {
  const option = optionsOf(args).number;
  const [open, seconds] = [option('open', 5_000), option('seconds', 30)];
  const bench = await openBenchDatabase(8);
  const shop = await openPolledShop(bench, { intervalMs: INTERVAL_MS, timeoutMs: TIMEOUT_MS });
  try {
    const each = Math.floor(open / 6);
    const budget = { perSecond: 40, burst: 20 };
    const names = ['healthy', 'hanging', 'failing', 'limiting', 'trickling'];
    for (const name of names) await shop.vendor(name, 'hero', each, budget);
    const [healthy, hanging, failing, limiting, trickling] = shop.vendors as [
      PolledVendor,
      PolledVendor,
      PolledVendor,
      PolledVendor,
      PolledVendor,
    ];
    const listless = await shop.vendor('one by one', 'bower', each, { perSecond: 50, burst: 10 });
    await bench.checkpoint();
    const worker = await shop.poll(shop.vendors);
    await pause(3_000); // warms plans, connections and code
    const allHealthy = await observe(bench, healthy, seconds);

    const forEver = { times: Number.POSITIVE_INFINITY };
    hanging.faults.next({ kind: 'hang', effect: 'done' }, forEver);
    failing.faults.next({ kind: 'status', status: 503 }, forEver);
    limiting.faults.next({ kind: 'rate_limited', retryAfterSeconds: RETRY_AFTER_S }, forEver);
    trickling.faults.next({ kind: 'trickle', everyMs: 200 }, forEver);
    const illFrom = Date.now();
    const fourIll = await observe(bench, healthy, seconds);
    const failures = await shop.failures();
    const illGaps = gapsOf(limiting.calls.times(LIST).filter((at) => at > illFrom));

    for (const vendor of [hanging, failing, limiting, trickling]) vendor.faults.clear();
    const recoveredInMs = await until(async () => Object.values(await shop.failures()).every((count) => count === 0));
    await pause(2 * INTERVAL_MS);
    await worker.stop();
    return {
      openReservations: each * 6,
      intervalMs: INTERVAL_MS,
      allHealthy,
      fourIll,
      p99Ratio: round(fourIll.p99Ms / allHealthy.p99Ms),
      largestGapOfInterval: round(fourIll.largestGapMs / INTERVAL_MS),
      limiting: { retryAfterS: RETRY_AFTER_S, shortestGapMs: Math.min(...illGaps) },
      failuresInARow: failures,
      breakers: shop.breakers.map(({ provider, breaker, state }) => `${provider}: ${breaker} ${state}`),
      recoveredInMs: Math.round(recoveredInMs),
      budgets: Object.fromEntries(shop.vendors.map((vendor) => [vendor.name, budgetOf(vendor)])),
      oneByOne: oneByOne(listless, each),
    };
  } finally {
    await shop.close();
    await bench.close();
  }
}

/** Lets SMS arrive at a supplier, one after another, and measures from there to the capture; and the gaps between its polls. */
async function observe(bench: Awaited<ReturnType<typeof openBenchDatabase>>, vendor: PolledVendor, seconds: number) {
  const from = Date.now();
  const arrived = new Map<string, number>();
  const waiting = vendor.orders().filter(({ phase, sms }) => phase === 'new' && sms.length === 0);
  while (Date.now() - from < seconds * 1_000) {
    const order = waiting.shift();
    if (order) {
      arrived.set(order.id, Date.now());
      vendor.receive(order.phone, `Telegram code ${10_000 + arrived.size}`);
    }
    await pause(SMS_EVERY_MS * (0.5 + Math.random()));
  }
  const to = Date.now();
  const captured = async () => {
    const { rows } = await bench.owner.query(
      `SELECT upstream_order_id AS id, ended_at AS at FROM reservations
       WHERE provider_id = $1 AND status = 'COMPLETED' AND upstream_order_id = ANY ($2)`,
      [vendor.providerId, [...arrived.keys()]],
    );
    return rows as { id: string; at: Date }[];
  };
  await until(async () => (await captured()).length === arrived.size);
  const delays = (await captured()).map(({ id, at }) => at.getTime() - arrived.get(id)!);
  const polls = vendor.calls.times(LIST).filter((at) => at >= from && at <= to);
  const { count, p50Ms, p99Ms } = figures(delays, to - from);
  return { codes: count, p50Ms, p99Ms, largestGapMs: Math.max(...gapsOf(polls)) };
}

const gapsOf = (times: readonly number[]) => times.slice(1).map((at, i) => at - times[i]!);

/** Most calls within any second, against what the budget allows in one. */
function budgetOf(vendor: PolledVendor) {
  const times = [...vendor.calls.actions().keys()]
    .filter((action) => action !== 'getNumberV2' && action !== 'getNumber')
    .flatMap((action) => [...vendor.calls.times(action)])
    .sort((a, b) => a - b);
  let most = 0;
  let first = 0;
  for (const [i, at] of times.entries()) {
    while (at - times[first]! >= 1_000) first += 1;
    most = Math.max(most, i - first + 1);
  }
  return {
    mostInASecond: most,
    allowed: vendor.perSecond + vendor.burst,
    isKept: most <= vendor.perSecond + vendor.burst,
  };
}

/** How a supplier without a list was read: every order in its turn. */
function oneByOne(vendor: PolledVendor, orders: number) {
  const times = ['getStatus', 'getStatusV2'].flatMap((action) => [...vendor.calls.times(action)]);
  const seconds = (Math.max(...times) - Math.min(...times)) / 1_000;
  const perSecond = round(times.length / seconds);
  return {
    orders,
    reads: times.length,
    perSecond,
    budgetPerSecond: vendor.perSecond,
    roundInS: round(orders / perSecond),
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until something is so, and answers how many milliseconds that took. */
async function until(isSo: () => Promise<boolean>): Promise<number> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > 90_000) throw new Error('It did not come about within 90 seconds.');
    await pause(50);
  }
  return performance.now() - began;
}
