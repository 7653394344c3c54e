import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { until } from '../telegram/support/until';
import type { ChatBuyer } from './chat-buyer';
import { buysPersistently, type CrashJournal, codeMessages } from './crash-buyer';
import { type LiveWorld, withApp } from './live-shop';
import { type ShopProcess, shopProcess } from './shop-process';

export interface CrashCounts {
  readonly kills: number;
  readonly purchases: number;
  readonly reservations: number;
  readonly completed: number;
  readonly refunded: number;
  readonly stillOpen: number;
  readonly pressedAgain: number;
  readonly smsSent: number;
  readonly codesDelivered: number;
  readonly codesLost: number;
  readonly codesDoubled: number;
  readonly codesAstray: number;
  readonly messagesSaid: number;
  readonly messagesAnswered: number;
  readonly toldMoreThanOnce: number;
  /** Messages that say again, in any chat, that a number has ended. */
  readonly endsToldAgain: number;
  readonly upstreamBought: number;
  readonly upstreamOwned: number;
  readonly upstreamReturned: number;
  readonly upstreamForgotten: number;
  readonly verifyFindings: readonly unknown[];
  readonly longestSilenceMs: number;
  readonly seconds: number;
}

/** `random` gives 0..1. */
export interface CrashPlan {
  readonly buyers: number;
  readonly purchases: number;
  readonly kills: number;
  readonly random: () => number;
  /** Told in passing how far the walk is. */
  readonly onProgress?: (words: string) => void;
}

/**
 * Buyers shop at a shop that is killed again and again, each time a share of the purchases later, somewhere in the middle
 * of what it does. Afterwards all that happened is counted.
 */
export async function crashWalk(world: LiveWorld, plan: CrashPlan): Promise<CrashCounts> {
  const beganAt = Date.now();
  world.telegram.faults.callbackTimeoutMs = 3_000;
  const shop = await shopProcess(world);
  try {
    await shop.start();
    const buyers = await Promise.all(Array.from({ length: plan.buyers }, () => world.buyer({ balance: 10_000_000n })));
    const journal: CrashJournal = { started: 0, canceled: 0, endedByShop: 0, pressedAgain: 0, sms: [] };
    const silences: number[] = [];
    await Promise.all([
      ...buyers.map((buyer) => shopsOn(world, buyer, journal, plan)),
      killsOften(shop, world, journal, plan, silences),
    ]);
    await settles(world);
    const counts = await count(world, buyers, journal);
    const longestSilenceMs = Math.max(0, ...silences);
    return { kills: plan.kills, ...counts, longestSilenceMs, seconds: Math.round((Date.now() - beganAt) / 1000) };
  } catch (error) {
    const reason = error instanceof Error ? error.stack : String(error);
    throw new Error(`The walk broke off: ${reason}\nThe shop said last:\n${shop.lastWords()}`);
  } finally {
    await shop.close();
  }
}

async function shopsOn(world: LiveWorld, buyer: ChatBuyer, journal: CrashJournal, plan: CrashPlan): Promise<void> {
  const { random } = plan;
  while (journal.started < plan.purchases) {
    const end = random();
    await buysPersistently(world, buyer, journal, {
      from: random() < 0.5 ? 'pool' : 'on_demand',
      end: end < 0.2 ? 'cancel' : end < 0.4 ? 'two_codes' : 'code',
      smsAfterMs: random() * 1_500,
    });
  }
}

async function killsOften(
  shop: ShopProcess,
  world: LiveWorld,
  journal: CrashJournal,
  plan: CrashPlan,
  silences: number[],
): Promise<void> {
  for (let kill = 1; kill <= plan.kills; kill += 1) {
    const share = Math.floor((plan.purchases * kill) / (plan.kills + 1));
    await until(`purchase ${share} has begun`, () => journal.started >= share, 300_000);
    await new Promise((resolve) => setTimeout(resolve, plan.random() * 800));
    await shop.kill();
    const killedAt = Date.now();
    await shop.start();
    const botCalls = () => world.telegram.calls.of('messages.setBotCallbackAnswer').at(-1)?.at ?? 0;
    await until('the bot answers again', () => botCalls() > killedAt || journal.started >= plan.purchases, 60_000);
    silences.push(Date.now() - killedAt);
    const { started, sms } = journal;
    plan.onProgress?.(
      `kill ${kill}: ${started} purchases begun, ${sms.length} SMS sent, away for ${silences.at(-1)} ms`,
    );
  }
}

/** Everything that was begun has an end: nothing waits to be handled or sent. */
async function settles(world: LiveWorld): Promise<void> {
  await until(
    'nothing is left to do',
    async () => {
      const [row] = await world.query<{ left: string }>(
        `SELECT (SELECT count(*) FROM inbox WHERE state = 'WAITING') + (SELECT count(*) FROM outbox WHERE state = 'WAITING')
           + (SELECT count(*) FROM messages WHERE status = 'STORED')
           + (SELECT count(*) FROM reservations WHERE status IN ('REQUESTED', 'CANCEL_PENDING')) AS left`,
      );
      return row?.left === '0';
    },
    60_000,
  );
}

async function count(world: LiveWorld, buyers: ChatBuyer[], journal: CrashJournal) {
  const [rows] = await world.query<Record<string, number>>(
    `SELECT count(*)::int AS all, count(*) FILTER (WHERE status = 'COMPLETED')::int AS completed,
       count(*) FILTER (WHERE status IN ('CANCELED', 'EXPIRED'))::int AS refunded,
       count(*) FILTER (WHERE ended_at IS NULL)::int AS open FROM reservations`,
  );
  const owned = new Set(
    (
      await world.query<{ id: string }>(
        'SELECT upstream_order_id AS id FROM reservations WHERE upstream_order_id IS NOT NULL',
      )
    ).map(({ id }) => id),
  );
  const strays = world.classic.orders().filter(({ id }) => !owned.has(id));
  const told = journal.sms.map(({ code, buyer }) => codeMessages(buyer, code).length);
  const astray = journal.sms.flatMap(({ code, buyer }) =>
    buyers.filter((other) => other !== buyer && other.fromBot().some(({ text }) => holds(text, code))),
  );
  const chats = buyers.map(chatFigures);
  const sum = (pick: (chat: ReturnType<typeof chatFigures>) => number) =>
    chats.reduce((all, chat) => all + pick(chat), 0);
  return {
    purchases: journal.started,
    reservations: rows!.all!,
    completed: rows!.completed!,
    refunded: rows!.refunded!,
    stillOpen: rows!.open!,
    pressedAgain: journal.pressedAgain,
    smsSent: told.length,
    codesDelivered: told.filter((times) => times >= 1).length,
    codesLost: told.filter((times) => times === 0).length,
    codesDoubled: told.filter((times) => times > 1).length,
    codesAstray: astray.length,
    messagesSaid: sum(({ said }) => said),
    messagesAnswered: sum(({ answers }) => answers),
    toldMoreThanOnce: sum(({ repeated }) => repeated),
    endsToldAgain: sum(({ endsAgain }) => endsAgain),
    upstreamBought: world.classic.upstreamOrders.bought,
    upstreamOwned: owned.size,
    upstreamReturned: strays.filter(({ phase, refunded }) => phase === 'canceled' && refunded).length,
    upstreamForgotten: strays.filter(({ phase, refunded }) => phase !== 'canceled' || !refunded).length,
    verifyFindings: await findings(world),
  };
}

/** A code by itself, not digits that happen to stand within a phone number. */
const holds = (text: string, code: string) => new RegExp(`(?<![+\\d])${code}(?!\\d)`).test(text);

/** Notices are told apart from answers by their first words; what a notice is about must be said once. */
function chatFigures(buyer: ChatBuyer) {
  const notices = /^(🔑|📩 SMS|📞 Your number is here|📬)/u;
  const isEnd = ({ text, buttons }: ReturnType<ChatBuyer['fromBot']>[number]) =>
    /^(❌ Canceled|⌛)/u.test(text) && buttons.flat().some(({ value }) => value.startsWith('!'));
  const all = buyer.fromBot();
  const about = all.filter((message) => notices.test(message.text) || isEnd(message));
  // Times move on; the rest of a notice is the same each time.
  const said = about.map(({ text }) => text.replace(/\d+:\d+|\d+ (minutes?|seconds?)/g, ''));
  const ofReservations = said.filter((text) => /^(🔑|📩)/u.test(text));
  const repeated = ofReservations.length - new Set(ofReservations).size;
  // Without a number two ends cannot be told apart.
  const ends = all.flatMap(({ text }) => /^(?:❌ Canceled|⌛).*📞 \+(\d+)/su.exec(text)?.[1] ?? []);
  const endsAgain = ends.length - new Set(ends).size;
  return { said: buyer.messages().length - all.length, answers: all.length - about.length, repeated, endsAgain };
}

async function findings(world: LiveWorld): Promise<readonly unknown[]> {
  return withApp(world, async (app) => (await verifyBooks(app)).findings);
}
