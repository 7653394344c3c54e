import type { App } from '../../src/app';
import { addDecimals, compareDecimals } from '../../src/domain/money/decimal';
import { worthOf } from '../../src/domain/payment/quote';
import type { Act } from '../../src/sandbox/payments';
import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { dayOf, reconcileDay } from '../../src/usecases/payments/reconcile-payments';
import { until } from '../telegram/support/until';
import type { ChatBuyer } from './chat-buyer';
import { LIVE_BOT, type LiveWorld, withApp } from './live-shop';
import { type PaymentJournal, paysIn } from './payment-buyer';
import { type Desk, openDesks } from './payment-desk';
import { type ShopProcess, shopProcess } from './shop-process';

/** `random` gives 0..1. */
export interface PaymentPlan {
  readonly buyers: number;
  readonly payments: number;
  readonly kills: number;
  /** How many webhooks of a hundred are lost, and how many come twice. */
  readonly lostPercent: number;
  readonly doubledPercent: number;
  readonly random: () => number;
  readonly onProgress?: (words: string) => void;
}

export interface MethodCounts {
  readonly begun: number;
  /** Money that the provider took, by its own word, and that came here: pieces, and the sum in each currency. */
  readonly taken: number;
  readonly receipts: number;
  readonly sumTaken: Readonly<Record<string, string>>;
  readonly sumReceived: Readonly<Record<string, string>>;
  /** In the shop's currency. */
  readonly credited: string;
}

export interface PaymentCounts {
  readonly kills: number;
  readonly buyers: number;
  readonly payments: number;
  readonly methods: Readonly<Record<string, MethodCounts>>;
  readonly acts: Readonly<Record<string, number>>;
  readonly pressedAgain: number;
  /** Buyers' clients that hung and were opened again. */
  readonly clientsRestarted: number;
  readonly webhooksAnswered: number;
  readonly takenAndNotHere: number;
  readonly hereAndNotTaken: number;
  /** Receipts whose money is not what the provider took, to the last unit. */
  readonly otherThanTaken: number;
  /** Receipts credited with less than they are worth, or with more than the rounding of their price. */
  readonly creditedOff: number;
  readonly toldTwice: number;
  readonly toldNever: number;
  readonly toldAstray: number;
  readonly verifyFindings: readonly unknown[];
  readonly reconcileFindings: readonly unknown[];
  readonly longestSilenceMs: number;
  readonly seconds: number;
  /** Nothing of all this is off. */
  readonly isRight: boolean;
}

const ACTS: readonly Act[] = [
  'pay',
  'pay',
  'pay',
  'pay',
  'pay',
  'pay_less',
  'pay_more',
  'pay_late',
  'pay_twice',
  'see',
];
/** Of the shop's currency: what a price in whole cents, Stars or the smallest coins is rounded up by, at the most. */
const ROUNDING = 130n;
const SETTLES_WITHIN_MS = 900_000;

/**
 * Buyers pay in by every way there is at a shop that is killed again and again, while webhooks are lost and doubled. Afterwards
 * what was credited is held against what was taken, unit for unit, and the books and each provider's list against both. What the
 * shop would ask for minutes later is made due when all have paid.
 */
export async function paymentWalk(world: LiveWorld, plan: PaymentPlan): Promise<PaymentCounts> {
  const beganAt = Date.now();
  world.telegram.faults.callbackTimeoutMs = 3_000;
  const desks = await openDesks(world);
  const shop = await shopProcess(world);
  try {
    await shop.start();
    for (const { simulator, methodId } of desks) {
      simulator?.setWebhook(`${shop.address}/payments/${methodId}`);
      const switches = { lost: plan.lostPercent / 100, doubled: plan.doubledPercent / 100 };
      if (simulator) Object.assign(simulator.deliveries.switches, switches);
    }
    const buyers: ChatBuyer[] = [];
    for (let n = 0; n < plan.buyers; n += 1) buyers.push(await world.buyer({ balance: 0n }));
    plan.onProgress?.(`${plan.buyers} buyers are here`);
    const journal: PaymentJournal = { begun: 0, pressedAgain: 0, restarted: 0, acts: {} };
    const silences: number[] = [];
    const each = Math.ceil(plan.payments / plan.buyers);
    await Promise.all([
      ...buyers.map((buyer, at) => paysOften(world, buyer, { desks, journal, plan, at, times: each })),
      killsOften(shop, world, journal, plan, silences),
    ]);
    plan.onProgress?.(`${journal.begun} payments are made`);
    await settles(world, desks);
    return await withApp(world, async (app) => {
      const counted = await count(world, { desks, buyers });
      const reconcileFindings = await reconciled(app, world, desks);
      const verifyFindings = (await verifyBooks(app)).findings;
      const off = [
        'takenAndNotHere',
        'hereAndNotTaken',
        'otherThanTaken',
        'creditedOff',
        'toldTwice',
        'toldNever',
      ] as const;
      return {
        ...{ kills: plan.kills, buyers: buyers.length, payments: journal.begun, ...counted, acts: journal.acts },
        ...{ pressedAgain: journal.pressedAgain, clientsRestarted: journal.restarted },
        ...{ verifyFindings, reconcileFindings },
        webhooksAnswered: desks
          .flatMap(({ simulator }) => simulator?.deliveries.answers ?? [])
          .filter((one) => one === 200).length,
        longestSilenceMs: Math.max(0, ...silences),
        seconds: Math.round((Date.now() - beganAt) / 1000),
        isRight:
          off.every((name) => counted[name] === 0) &&
          counted.toldAstray === 0 &&
          verifyFindings.length + reconcileFindings.length === 0 &&
          Object.values(counted.methods).every((one) => one.taken === one.receipts),
      };
    });
  } catch (error) {
    const reason = error instanceof Error ? error.stack : String(error);
    throw new Error(`The walk broke off: ${reason}\nThe shop said last:\n${shop.lastWords()}`);
  } finally {
    await shop.close();
    await Promise.all(desks.map(({ simulator }) => simulator?.stop()));
  }
}

async function paysOften(
  world: LiveWorld,
  buyer: ChatBuyer,
  o: { desks: readonly Desk[]; journal: PaymentJournal; plan: PaymentPlan; at: number; times: number },
): Promise<void> {
  const { desks, journal, plan } = o;
  // Each way as often as any other, in another order for each buyer.
  for (let n = 0; n < o.times; n += 1) {
    const desk = desks[(o.at + n) % desks.length]!;
    const act = ACTS[Math.floor(plan.random() * ACTS.length)]!;
    await paysIn(world, buyer, desk, { journal, act });
  }
}

async function killsOften(
  shop: ShopProcess,
  world: LiveWorld,
  journal: PaymentJournal,
  plan: PaymentPlan,
  silences: number[],
): Promise<void> {
  for (let kill = 1; kill <= plan.kills; kill += 1) {
    const share = Math.floor((plan.payments * kill) / (plan.kills + 1));
    await until(`payment ${share} has begun`, () => journal.begun >= share, 600_000);
    await new Promise((resolve) => setTimeout(resolve, plan.random() * 800));
    await shop.kill();
    const killedAt = Date.now();
    await shop.start();
    const botCalls = () => world.telegram.calls.of('messages.setBotCallbackAnswer').at(-1)?.at ?? 0;
    await until('the bot answers again', () => botCalls() > killedAt || journal.begun >= plan.payments, 120_000);
    silences.push(Date.now() - killedAt);
    plan.onProgress?.(`kill ${kill}: ${journal.begun} payments begun, away for ${silences.at(-1)} ms`);
  }
}

/** All that was taken is here, and nothing waits to be looked into or told. Later looks are made due now. */
async function settles(world: LiveWorld, desks: readonly Desk[]): Promise<void> {
  await Promise.all(desks.map(({ simulator }) => simulator?.deliveries.idle()));
  const taken = desks.reduce((sum, { simulator }) => sum + (simulator?.taken().length ?? 0), 0);
  let lookedAt = 0;
  await until(
    'nothing is left to do',
    async () => {
      if (Date.now() - lookedAt > 5_000) {
        lookedAt = Date.now();
        await world.query('UPDATE payments SET read_at = now() WHERE read_at > now() AND external_id IS NOT NULL');
        await world.query("UPDATE payment_events SET due_at = now() WHERE due_at > now() + interval '1 minute'");
      }
      const [row] = await world.query<{ left: string; here: string }>(
        `SELECT (SELECT count(*) FROM inbox WHERE state = 'WAITING') + (SELECT count(*) FROM outbox WHERE state = 'WAITING')
           + (SELECT count(*) FROM payment_events WHERE due_at IS NOT NULL) AS left,
           (SELECT count(*) FROM payment_receipts r JOIN payment_methods m ON m.id = r.method_id AND m.protocol <> 'stars') AS here`,
      );
      return row?.left === '0' && Number(row.here) >= taken;
    },
    SETTLES_WITHIN_MS,
  );
}

interface Row {
  readonly id: string;
  readonly methodId: number;
  readonly key: string;
  readonly received: string;
  readonly currency: string;
  readonly amount: string | null;
  readonly telegramId: string | null;
  readonly rate: string;
}

interface Taken {
  readonly amount: string;
  readonly currency: string;
  /** In the currency of the price. */
  readonly worth: string;
}

async function count(world: LiveWorld, { desks, buyers }: { desks: readonly Desk[]; buyers: readonly ChatBuyer[] }) {
  const rows = await world.query<Row>(
    `SELECT r.id, r.method_id AS "methodId", r.receipt_key AS key, r.received, r.currency, r.amount, m.rate,
       u.telegram_id AS "telegramId" FROM payment_receipts r JOIN payment_methods m ON m.id = r.method_id
       LEFT JOIN users u ON u.id = r.user_id`,
  );
  const begun = await world.query<{ methodId: number; count: number }>(
    'SELECT method_id AS "methodId", count(*)::int AS count FROM payments GROUP BY 1',
  );
  const sums = { takenAndNotHere: 0, hereAndNotTaken: 0, otherThanTaken: 0, creditedOff: 0 };
  const methods: Record<string, MethodCounts> = {};
  for (const desk of desks) {
    const taken = takenAt(world, desk);
    const own = rows.filter(({ methodId }) => methodId === desk.methodId);
    const here = new Map(own.map((row) => [row.key, row]));
    for (const [key, money] of taken) {
      const row = here.get(key);
      if (!row) sums.takenAndNotHere += 1;
      else if (row.currency !== money.currency || compareDecimals(row.received, money.amount) !== 0)
        sums.otherThanTaken += 1;
      else if (isOff(row, money)) sums.creditedOff += 1;
    }
    sums.hereAndNotTaken += own.filter(({ key }) => !taken.has(key)).length;
    methods[desk.name] = {
      begun: begun.find(({ methodId }) => methodId === desk.methodId)?.count ?? 0,
      ...{ taken: taken.size, receipts: own.length },
      sumTaken: sumsOf([...taken.values()]),
      sumReceived: sumsOf(own.map(({ received: amount, currency }) => ({ amount, currency }))),
      credited: String(own.reduce((sum, { amount }) => sum + BigInt(amount ?? 0), 0n)),
    };
  }
  return { ...sums, methods, ...toldOf(rows, buyers) };
}

/** Nobody gets less than came, nor more than the price was rounded up by. */
function isOff({ amount, rate }: Row, money: Taken): boolean {
  const beyond = BigInt(amount ?? 0) - worthOf(money.worth, rate);
  return amount === null || beyond > ROUNDING || beyond < -ROUNDING;
}

function takenAt(world: LiveWorld, { simulator }: Desk): Map<string, Taken> {
  if (simulator)
    return new Map(
      simulator
        .taken()
        .map(({ receiptKey, received, worth }) => [
          receiptKey,
          { amount: received.amount, currency: received.currency.toUpperCase(), worth: worth.amount },
        ]),
    );
  const bot = BigInt(LIVE_BOT.token.split(':')[0]!);
  const paid = world.telegram.stars.transactions(bot).filter(({ stars }) => stars > 0n);
  return new Map(paid.map(({ id, stars }) => [id, { amount: String(stars), currency: 'XTR', worth: String(stars) }]));
}

function sumsOf(money: readonly { amount: string; currency: string }[]): Record<string, string> {
  const sums: Record<string, string> = {};
  for (const { amount, currency } of money) sums[currency] = addDecimals(sums[currency] ?? '0', amount);
  return sums;
}

/** How often the chats name each receipt, and whether it is its owner's chat. */
function toldOf(rows: readonly Row[], buyers: readonly ChatBuyer[]) {
  const told = new Map<string, bigint[]>();
  for (const buyer of buyers)
    for (const { text } of buyer.fromBot()) {
      const id = /Receipt \P{L}*R-(\d+)/u.exec(text)?.[1];
      if (id !== undefined) told.set(id, [...(told.get(id) ?? []), buyer.telegramId]);
    }
  const timesOf = ({ id }: Row) => told.get(id)?.length ?? 0;
  const isAstray = ({ id, telegramId }: Row) => (told.get(id) ?? []).some((owner) => String(owner) !== telegramId);
  return {
    toldTwice: rows.filter((row) => timesOf(row) > 1).length,
    toldNever: rows.filter((row) => row.amount !== null && timesOf(row) === 0).length,
    toldAstray: rows.filter(isAstray).length,
  };
}

/** What the comparison with each provider's list finds; of Stars by the shop that runs. */
async function reconciled(app: App, world: LiveWorld, desks: readonly Desk[]): Promise<readonly unknown[]> {
  const days = await world.query<{ day: string }>(
    `SELECT DISTINCT to_char(arrived_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day FROM payment_receipts ORDER BY 1`,
  );
  const found: unknown[] = [];
  for (const { day } of days.length > 0 ? days : [{ day: dayOf(new Date()) }])
    for (const { simulator, methodId, name } of desks) {
      if (simulator) {
        const outcome = await reconcileDay(app, { methodId, day });
        if (outcome.kind !== 'compared') found.push({ name, outcome });
        else found.push(...outcome.differences.map((one) => ({ name, ...one })));
        continue;
      }
      const now = new Date();
      await app.db.paymentDays.ask({ methodId, day, now });
      await until(
        'Telegram was asked',
        async () => ((await app.db.paymentDays.find(methodId, day))?.comparedAt ?? 0) > now,
        120_000,
      );
      found.push(...((await app.db.paymentDays.find(methodId, day))?.found ?? []));
    }
  return found;
}
