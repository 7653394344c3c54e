import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { until } from '../telegram/support/until';
import { type LiveWorld, withApp } from './live-shop';
import { type BoughtByProgram, buysByProgram, type ProgramJournal } from './resale-buyer';
import type { ShopSide, TwoShops } from './two-shops';

/** `random` gives 0..1. */
export interface ResalePlan {
  readonly buyers: number;
  readonly purchases: number;
  readonly kills: number;
  readonly random: () => number;
  readonly onProgress?: (words: string) => void;
}

export interface ResaleCounts {
  readonly purchases: number;
  readonly killsOfFirst: number;
  readonly killsOfSecond: number;
  readonly askedAgain: number;
  readonly completed: number;
  readonly canceled: number;
  readonly soldOut: number;
  /** Orders that the shop ended by itself, or whose code was another. */
  readonly lost: number;
  /** Purchases for which the second shop keeps more than one order, or none. */
  readonly notOnce: number;
  /** Numbers that the first shop sold to the second one. */
  readonly soldByFirst: number;
  readonly ownedBySecond: number;
  readonly completedHere: number;
  /** Bought there, and no order here is of it: given back, and not. */
  readonly returned: number;
  readonly forgotten: number;
  /** Orders that one of the two shops calls completed and the other does not. */
  readonly paidByOneAlone: number;
  /** By the first shop's transfers of the owner of the key, by the second shop's costs, in ten-thousandths. */
  readonly charged: string;
  readonly paid: string;
  /** What the owner's wallet at the first shop has lost, and what is still held there. */
  readonly spent: string;
  readonly held: string;
  readonly vendorForgotten: number;
  readonly findingsOfFirst: readonly unknown[];
  readonly findingsOfSecond: readonly unknown[];
  readonly keysInLogs: number;
  readonly longestSilenceMs: number;
  readonly seconds: number;
  readonly isRight: boolean;
}

/** An order whose shop gave up on it is called off by it only minutes later. */
const SETTLES_WITHIN_MS = 360_000;

/**
 * Programs buy at the second shop, which buys from the first one; both are killed again and again, now one, now the other, now
 * both at once, while codes arrive at the first one. Afterwards both books are held against each other.
 */
export async function resaleWalk(shops: TwoShops, plan: ResalePlan): Promise<ResaleCounts> {
  const beganAt = Date.now();
  const { first, second } = shops;
  try {
    await Promise.all([first.process.start(), second.process.start()]);
    const buyers = await Promise.all(Array.from({ length: plan.buyers }, () => shops.buyer()));
    const walk = new Walk(shops, plan);
    await Promise.all([...buyers.map(({ key }) => walk.shopsOn(key)), walk.killsOften()]);
    plan.onProgress?.(`${walk.bought.length} purchases are made`);
    await settles(shops);
    return { ...(await walk.count()), seconds: Math.round((Date.now() - beganAt) / 1000) };
  } catch (error) {
    const reason = error instanceof Error ? error.stack : String(error);
    const words = [first, second].map(({ process }, at) => `Shop ${at + 1} said last:\n${process.lastWords()}`);
    throw new Error(`The walk broke off: ${reason}\n${words.join('\n')}`);
  }
}

class Walk {
  readonly bought: BoughtByProgram[] = [];
  private readonly journal: ProgramJournal = { askedAgain: 0 };
  private readonly kills = { first: 0, second: 0 };
  private readonly silences: number[] = [];
  private started = 0;
  private codes = 0;

  constructor(
    private readonly shops: TwoShops,
    private readonly plan: ResalePlan,
  ) {}

  async shopsOn(key: string): Promise<void> {
    const { random, purchases } = this.plan;
    while (this.started < purchases) {
      this.started += 1;
      const sold = random() < 0.5 ? 'wa' : 'tg';
      const done = await buysByProgram(this.shops.second.process, key, this.journal, {
        ...{ idempotencyKey: `purchase-${this.started}`, sold, isCanceled: random() < 0.25 },
        smsAfterMs: random() * 1_500,
        sendsSms: (phone) => this.sendsSms(sold, phone),
      });
      this.bought.push(done);
    }
  }

  private sendsSms(sold: 'wa' | 'tg', phone: string): string {
    this.codes += 1;
    const code = String(100_000 + this.codes);
    const { inbox, classic } = this.shops;
    const arrival =
      sold === 'wa' ? inbox.receive(phone, `WhatsApp code ${code}`) : classic.receive(phone, `Code ${code}`);
    if (arrival.kind !== 'delivered') throw new Error(`The SMS to ${phone} was ${arrival.kind}`);
    return code;
  }

  async killsOften(): Promise<void> {
    const { kills, purchases, random, onProgress } = this.plan;
    const { first, second } = this.shops;
    const turns = [[first], [second], [first, second]];
    for (let kill = 1; kill <= kills; kill += 1) {
      const share = Math.floor((purchases * kill) / (kills + 1));
      await until(`purchase ${share} is made`, () => this.bought.length >= share, 300_000);
      await new Promise((resolve) => setTimeout(resolve, random() * 800));
      const victims = turns[(kill - 1) % turns.length]!;
      const killedAt = Date.now();
      await Promise.all(
        victims.map(async ({ process }) => {
          await process.kill();
          await process.start();
        }),
      );
      this.silences.push(Date.now() - killedAt);
      if (victims.includes(first)) this.kills.first += 1;
      if (victims.includes(second)) this.kills.second += 1;
      onProgress?.(`kill ${kill}: ${this.bought.length} purchases made, away for ${this.silences.at(-1)} ms`);
    }
  }

  async count(): Promise<Omit<ResaleCounts, 'seconds'>> {
    const { first, second, keys } = this.shops;
    const [ended, books] = [this.endings(), await booksOf(this.shops)];
    const findings = await Promise.all([first, second].map(({ world }) => findingsOf(world)));
    const words = [first, second].map(({ process }) => process.lastWords()).join('\n');
    const keysInLogs = keys.filter((key) => words.includes(key)).length;
    const notOnce = await this.notOnce();
    const { charged, paid, spent } = books;
    return {
      ...{ purchases: this.bought.length, killsOfFirst: this.kills.first, killsOfSecond: this.kills.second },
      ...{ askedAgain: this.journal.askedAgain, ...ended, notOnce, ...books, keysInLogs },
      ...{ findingsOfFirst: findings[0]!, findingsOfSecond: findings[1]! },
      longestSilenceMs: Math.max(0, ...this.silences),
      isRight:
        ended.lost + notOnce + books.forgotten + books.paidByOneAlone + books.vendorForgotten + keysInLogs === 0 &&
        findings.flat().length === 0 &&
        charged === paid &&
        charged === spent &&
        books.held === '0' &&
        books.completedHere === ended.completed,
    };
  }

  private endings() {
    const times = (end: BoughtByProgram['end']) => this.bought.filter((one) => one.end === end).length;
    return {
      completed: times('completed'),
      canceled: times('canceled'),
      soldOut: times('sold_out'),
      lost: times('lost'),
    };
  }

  /** Under one name there is one order, that of the answer; what was sold out let go of its name. */
  private async notOnce(): Promise<number> {
    const rows = await this.shops.second.world.query<{ name: string; id: number }>(
      `SELECT order_id AS name, id FROM resale_orders WHERE order_id IS NOT NULL`,
    );
    return this.bought.filter(({ idempotencyKey, id, end }) => {
      const ids = rows.filter(({ name }) => name === idempotencyKey).map((row) => row.id);
      return end === 'sold_out' ? ids.length > 1 : ids.length !== 1 || ids[0] !== id;
    }).length;
  }
}

/** Nothing that was begun at either shop waits, and each number of the first one is somebody's or has gone back. */
async function settles(shops: TwoShops): Promise<void> {
  const left = async ({ world }: ShopSide) => {
    const [row] = await world.query<{ left: string }>(
      `SELECT (SELECT count(*) FROM messages WHERE status = 'STORED')
         + (SELECT count(*) FROM reservations WHERE status IN ('REQUESTED', 'WAITING_CODE', 'CANCEL_PENDING'))
         + (SELECT count(*) FROM upstream_order_ends WHERE done_at IS NULL AND action <> 'FINISH') AS left`,
    );
    return Number(row!.left);
  };
  await until(
    'nothing is left to do',
    async () => (await left(shops.first)) + (await left(shops.second)) === 0,
    SETTLES_WITHIN_MS,
  );
}

interface SoldRow {
  readonly id: string;
  readonly status: string;
}

/** What one shop sold is held against what the other one bought. */
async function booksOf({ first, second, resellerId, classic }: TwoShops) {
  const sold = await first.world.query<SoldRow>(
    `SELECT o.id::text AS id, r.status FROM resale_orders o JOIN reservations r ON r.id = o.reservation_id
     WHERE r.phone IS NOT NULL`,
  );
  const bought = await second.world.query<SoldRow>(
    'SELECT upstream_order_id AS id, status FROM reservations WHERE upstream_order_id IS NOT NULL',
  );
  const owned = new Set(bought.map(({ id }) => id));
  const completed = (rows: readonly SoldRow[]) =>
    new Set(rows.filter(({ status }) => status === 'COMPLETED').map(({ id }) => id));
  const [there, here] = [completed(sold), completed(bought)];
  const onlyIn = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    [...one].filter((id) => !other.has(id)).length;
  const strays = sold.filter(({ id }) => !owned.has(id));
  const returned = strays.filter(({ status }) => status === 'CANCELED' || status === 'EXPIRED').length;
  const [wallet] = await first.world.query<{ charged: string; spent: string; held: string }>(
    `SELECT (SELECT COALESCE(sum(amount), 0) FROM transfers WHERE user_id = $1 AND type = 'PURCHASE') AS charged,
       (SELECT COALESCE(sum(amount), 0) FROM transfers WHERE user_id = $1 AND type = 'ADD') - w.available - w.held AS spent,
       w.held FROM wallets w WHERE w.user_id = $1`,
    [String(resellerId)],
  );
  const [costs] = await second.world.query<{ paid: string }>(
    `SELECT COALESCE(sum(upstream_cost), 0) AS paid FROM reservations WHERE status = 'COMPLETED'`,
  );
  return {
    soldByFirst: sold.length,
    ownedBySecond: owned.size,
    returned,
    forgotten: strays.length - returned,
    completedHere: here.size,
    paidByOneAlone: onlyIn(there, here) + onlyIn(here, there),
    ...wallet!,
    paid: costs!.paid,
    vendorForgotten: await forgottenAt(first, classic),
  };
}

/** Bought by the first shop of its own supplier, and neither owned nor given back. */
async function forgottenAt({ world }: ShopSide, classic: TwoShops['classic']): Promise<number> {
  const rows = await world.query<{ id: string }>(
    'SELECT upstream_order_id AS id FROM reservations WHERE upstream_order_id IS NOT NULL',
  );
  const owned = new Set(rows.map(({ id }) => id));
  const strays = classic.orders().filter(({ id }) => !owned.has(id));
  return strays.filter(({ phase, refunded }) => phase !== 'canceled' || !refunded).length;
}

async function findingsOf(world: LiveWorld): Promise<readonly unknown[]> {
  return withApp(world, async (app) => (await verifyBooks(app)).findings);
}
