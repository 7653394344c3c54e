import { randomUUID } from 'node:crypto';
import { verifyBooks } from '../../../src/usecases/ledger/verify-books';
import { openReservation } from '../../../src/usecases/reservations/reserve-number';
import { until } from '../../telegram/support/until';
import { type Crowd, crowd } from '../crowd';
import { LIVE_BOT, type LiveWorld, withApp } from '../live-shop';
import { type ShopProcess, shopProcess } from '../shop-process';
import { disorder, nonsense } from './hostile-pdus';
import { linkNumbers } from './linked-numbers';
import { type NpmCentre, npmCentre } from './npm-centre';
import { type RudeCentre, rudeCentre } from './rude-centre';
import { type FormedSms, formSms } from './sms-forms';

export interface SmppCrashCounts {
  readonly kills: number;
  readonly messages: number;
  readonly acknowledged: number;
  /** Deliveries without an answer when the shop was killed. */
  readonly openAtKills: number;
  /** Those among them that stood in the database: the centre sent them again, and they were known. */
  readonly storedAndOpenAtKills: number;
  /** Stored SMS that were nobody's yet when the shop was killed. */
  readonly ungivenAtKills: number;
  /** SMS that the centre sent again though it had their answer. */
  readonly sentTwice: number;
  readonly nonsense: number;
  /** Acknowledged, and not in the database when it was looked at. */
  readonly acknowledgedUnstored: number;
  /** Acknowledged, and at the end in the database never, or more than once. */
  readonly lost: number;
  readonly storedTwice: number;
  /** Messages in the database that no centre sent like this: torn or mixed. */
  readonly strangers: number;
  /** Acknowledged SMS whose buyer has their code never, more than once; and codes in another chat. */
  readonly untold: number;
  readonly toldTwice: number;
  readonly astray: number;
  readonly verifyFindings: readonly unknown[];
  /** From the kill to both sessions; the start of the process is in it. */
  readonly awayMs: { readonly median: number; readonly longest: number };
  readonly seconds: number;
}

/** `random` gives 0..1. */
export interface SmppCrashPlan {
  readonly kills: number;
  readonly messages: number;
  /** Each has a number of their own; half of them at either centre. */
  readonly buyers: number;
  readonly random: () => number;
  readonly onProgress?: (words: string) => void;
}

interface Sms extends FormedSms {
  readonly phone: string;
  readonly code: string;
  /** In the order in which they are sent; each says whether the shop took it. */
  readonly pieces: { readonly body: Buffer; isTaken: boolean }[];
  isAcknowledged: boolean;
}

/** What is unanswered at a centre at once, as a window of SMPP would have it. */
const LANES = 12;
const PRICE = 8_000n;
const SENT_TWICE = 0.1;
const NONSENSE = 0.3;
const OK = 0;
const TRY_AGAIN = 0x64;

/**
 * Two centres send codes to buyers who wait for them, without a pause, while the shop is killed again and again in the middle
 * of it: one centre is npm `smpp`, the other sends parts, repeats and nonsense between, and cuts its link once between two
 * kills. A centre sends again what it has no answer to, and believes the shop in everything that it acknowledges. The world
 * has as many numbers as there are buyers.
 */
export async function smppCrashWalk(world: LiveWorld, plan: SmppCrashPlan): Promise<SmppCrashCounts> {
  const beganAt = Date.now();
  const phones = (await world.query<{ phone: string }>('SELECT phone FROM numbers ORDER BY id')).map(
    ({ phone }) => phone,
  );
  const half = Math.ceil(phones.length / 2);
  const [npm, rude] = await Promise.all([npmCentre(), rudeCentre()]);
  await linkNumbers(world, { port: npm.port, phones: phones.slice(0, half), options: { ia5: 'gsm' } });
  await linkNumbers(world, { port: rude.port, phones: phones.slice(half) });
  // A shop that is away for long must not make halves of what is under way.
  await world.query(`INSERT INTO settings (key, value, updated_at) VALUES ('partPatienceS', '600', now())`);
  const people = await crowd(world, plan.buyers);
  const owners = await reserveForAll(world, people);

  const shop = await shopProcess(world);
  const walk = new Walk(world, plan, { npm, rude }, [...owners.keys()], new Set(phones.slice(0, half)));
  try {
    await shop.start();
    await walk.bothBound();
    const away = await walk.runs(shop);
    await settles(world);
    const verifyFindings = await withApp(world, async (app) => (await verifyBooks(app)).findings);
    return {
      ...{ kills: plan.kills, messages: walk.all.length, ...walk.counts },
      ...(await count(world, walk.all, owners)),
      ...{ verifyFindings, awayMs: away, seconds: Math.round((Date.now() - beganAt) / 1000) },
    };
  } catch (error) {
    const reason = error instanceof Error ? error.stack : String(error);
    throw new Error(`The walk broke off: ${reason}\nThe shop said last:\n${shop.lastWords()}`);
  } finally {
    walk.ends();
    await shop.close();
    await Promise.all([npm.close(), rude.close()]);
  }
}

/** Which person has which number. */
async function reserveForAll(world: LiveWorld, people: Crowd): Promise<Map<string, bigint>> {
  const owners = new Map<string, bigint>();
  await withApp(world, async (app) => {
    for (const telegramId of people.ids) {
      await world.gives(telegramId, PRICE);
      const [user] = await world.query<{ id: string }>('SELECT id FROM users WHERE telegram_id = $1', [
        String(telegramId),
      ]);
      const order = { key: randomUUID(), userId: BigInt(user!.id), offerId: 1, price: PRICE };
      const opened = await openReservation(app, order);
      if (opened.kind !== 'reserved') throw new Error(`a reservation was ${JSON.stringify(opened)}`);
      const [row] = await world.query<{ phone: string }>('SELECT phone FROM reservations WHERE id = $1', [
        String(opened.reservationId),
      ]);
      owners.set(row!.phone, telegramId);
    }
  });
  return owners;
}

class Walk {
  readonly all: Sms[] = [];
  readonly counts = {
    ...{ acknowledged: 0, openAtKills: 0, storedAndOpenAtKills: 0, ungivenAtKills: 0 },
    ...{ sentTwice: 0, nonsense: 0, acknowledgedUnstored: 0 },
  };
  private readonly queues = { npm: [] as Sms[], rude: [] as Sms[] };
  private readonly open = new Set<Sms>();
  private readonly looks: Promise<void>[] = [];
  private isOver = false;
  private onAcknowledged: () => void = () => undefined;
  private fault: unknown;

  constructor(
    private readonly world: LiveWorld,
    private readonly plan: SmppCrashPlan,
    private readonly centres: { readonly npm: NpmCentre; readonly rude: RudeCentre },
    private readonly phones: readonly string[],
    private readonly atNpm: ReadonlySet<string>,
  ) {
    for (let lane = 0; lane < LANES; lane += 1)
      for (const name of ['npm', 'rude'] as const)
        void this.feeds(name).catch((error: unknown) => {
          this.fault ??= error;
        });
  }

  async runs(shop: ShopProcess): Promise<{ median: number; longest: number }> {
    const { kills, messages, random } = this.plan;
    const aways: number[] = [];
    for (let wave = 0; wave <= kills; wave += 1) {
      this.adds(Math.ceil(messages / (kills + 1)));
      if (wave === kills) break;
      const left = this.all.length - this.counts.acknowledged;
      await this.acknowledged(this.counts.acknowledged + Math.ceil(left * 0.8 * random()));
      await shop.kill();
      const killedAt = Date.now();
      await this.looksAround();
      await shop.start();
      await this.bothBound();
      aways.push(Date.now() - killedAt);
      this.plan.onProgress?.(
        `kill ${wave + 1}: ${this.counts.acknowledged} of ${this.all.length} SMS acknowledged, away for ${aways.at(-1)} ms`,
      );
      this.cuts();
    }
    await this.settled('every SMS is taken', () => this.counts.acknowledged === this.all.length);
    await Promise.all(this.looks);
    aways.sort((a, b) => a - b);
    return { median: aways[aways.length >> 1] ?? 0, longest: aways.at(-1) ?? 0 };
  }

  ends(): void {
    this.isOver = true;
  }

  bothBound(): Promise<void> {
    const { npm, rude } = this.centres;
    return this.settled('both centres have a session', () => npm.sessions.length > 0 && rude.isBound);
  }

  private async settled(what: string, holds: () => boolean): Promise<void> {
    await until(
      what,
      () => {
        if (this.fault !== undefined) throw this.fault;
        return holds();
      },
      60_000,
    );
  }

  private adds(messages: number): void {
    const { random } = this.plan;
    for (let i = 0; i < messages; i += 1) {
      const n = this.all.length;
      const phone = this.phones[Math.floor(random() * this.phones.length)]!;
      const digits = String(100_001 + n);
      const code = `${digits.slice(0, 3)}-${digits.slice(3)}`;
      // npm smpp writes each SMS in one way of its own.
      const form = formSms(this.atNpm.has(phone) ? 0 : n, { to: phone, code });
      const pieces = form.bodies.map((body) => ({ body, isTaken: false }));
      if (random() < 0.5) pieces.reverse();
      const sms = { ...form, phone, code, pieces, isAcknowledged: false };
      this.all.push(sms);
      this.queues[this.atNpm.has(phone) ? 'npm' : 'rude'].push(sms);
    }
  }

  /** One delivery after the other, each until it is acknowledged. */
  private async feeds(name: 'npm' | 'rude'): Promise<void> {
    for (;;) {
      const sms = this.queues[name].shift();
      if (this.isOver) return;
      if (!sms) {
        await passes(5);
        continue;
      }
      this.open.add(sms);
      for (const piece of sms.pieces) {
        while (!piece.isTaken && !this.isOver) piece.isTaken = await this.delivers(name, sms, piece.body);
      }
      if (this.isOver) return;
      this.acknowledges(sms);
      if (this.plan.random() < SENT_TWICE) {
        this.counts.sentTwice += 1;
        for (const { body } of sms.pieces) await this.delivers(name, sms, body);
      }
    }
  }

  private async delivers(name: 'npm' | 'rude', sms: Sms, body: Buffer): Promise<boolean> {
    const { npm, rude } = this.centres;
    if (name === 'rude' && rude.isBound && this.plan.random() < NONSENSE) {
      this.counts.nonsense += 1;
      rude.send(nonsense(this.plan.random).bytes);
    }
    const status =
      name === 'npm'
        ? await npm.deliver({ destination_addr: sms.phone, short_message: sms.text })
        : await rude.deliver(body);
    if (status === OK) return true;
    if (status !== undefined && status !== TRY_AGAIN)
      throw new Error(`A centre's SMS was refused with 0x${status.toString(16)}: ${sms.text}`);
    await passes(20);
    return false;
  }

  private acknowledges(sms: Sms): void {
    sms.isAcknowledged = true;
    this.open.delete(sms);
    this.counts.acknowledged += 1;
    this.onAcknowledged();
    this.looks.push(
      rowsOf(this.world, sms).then((rows) => {
        if (rows === 0) this.counts.acknowledgedUnstored += 1;
      }),
    );
  }

  /** The very moment counts: a timer that looks would find everything done. */
  private acknowledged(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.onAcknowledged = () => {
        if (this.counts.acknowledged >= count) resolve();
      };
      this.onAcknowledged();
    });
  }

  /** What the shop left behind when it died. */
  private async looksAround(): Promise<void> {
    const open = [...this.open];
    this.counts.openAtKills += open.length;
    for (const sms of open) this.counts.storedAndOpenAtKills += await rowsOf(this.world, sms);
    const [row] = await this.world.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM messages WHERE status = 'STORED'`,
    );
    this.counts.ungivenAtKills += row!.count;
  }

  /** The rude centre ends its session: by bytes that are no PDU, or in the middle of one. */
  private cuts(): void {
    const { rude } = this.centres;
    if (this.plan.random() < 0.5) return void rude.send(disorder(this.plan.random).bytes);
    rude.send(formSms(0, { to: this.phones.at(-1)!, code: '000-000' }).bodies[0]!.subarray(0, 20));
    rude.sockets.at(-1)!.destroySoon();
  }
}

async function rowsOf(world: LiveWorld, { phone, text }: Sms): Promise<number> {
  const rows = await world.query('SELECT 1 FROM messages WHERE phone = $1 AND text = $2', [phone, text]);
  return rows.length;
}

/** Everything that is stored is given, and everything that is to be told is told. */
async function settles(world: LiveWorld): Promise<void> {
  await until(
    'nothing is left to do',
    async () => {
      const [row] = await world.query<{ left: string }>(
        `SELECT (SELECT count(*) FROM outbox WHERE state = 'WAITING') + (SELECT count(*) FROM messages WHERE status = 'STORED') AS left`,
      );
      return row?.left === '0';
    },
    180_000,
  );
}

async function count(world: LiveWorld, all: readonly Sms[], owners: ReadonlyMap<string, bigint>) {
  const stored = new Map<string, number>();
  const nameOf = (phone: string, text: string) => `${phone} ${text}`;
  for (const { phone, text } of await world.query<{ phone: string; text: string }>('SELECT phone, text FROM messages'))
    stored.set(nameOf(phone, text), (stored.get(nameOf(phone, text)) ?? 0) + 1);
  const times = all.map(({ phone, text }) => stored.get(nameOf(phone, text)) ?? 0);
  const known = new Set(all.map(({ phone, text }) => nameOf(phone, text)));

  const botId = BigInt(LIVE_BOT.token.split(':')[0]!);
  const told = new Map<string, bigint[]>();
  for (const person of owners.values())
    for (const { fromId, text } of world.telegram.history(person, botId)) {
      const code = fromId === botId ? /^🔑 (\d{3}-\d{3})/u.exec(text)?.[1] : undefined;
      if (code) told.set(code, [...(told.get(code) ?? []), person]);
    }
  const heard = all.map(({ code, phone }) => {
    const people = told.get(code) ?? [];
    const right = people.filter((person) => person === owners.get(phone)).length;
    return { right, wrong: people.length - right };
  });
  return {
    lost: times.filter((count) => count === 0).length,
    storedTwice: times.filter((count) => count > 1).length,
    strangers: [...stored.keys()].filter((name) => !known.has(name)).length,
    untold: heard.filter(({ right }) => right === 0).length,
    toldTwice: heard.filter(({ right }) => right > 1).length,
    astray: heard.filter(({ wrong }) => wrong > 0).length,
  };
}

const passes = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
