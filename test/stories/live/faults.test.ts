import type { RunningShop } from '../../../src/main';
import { buysWhatsApp } from '../../support/buyer-walks';
import type { ChatBuyer } from '../../support/chat-buyer';
import { codeMessages } from '../../support/crash-buyer';
import { type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';
import { seededRandom } from '../../support/seeded-random';

/** Messages of all buyers together; FAULT_MESSAGES=500 for the whole walk. */
const MESSAGES = Number(process.env.FAULT_MESSAGES ?? 120);
const BUYERS = 4;

/** What is said, and how its answer begins. */
const WORDS: readonly (readonly [string, RegExp])[] = [
  ['/start', /^👋/u],
  ['/balance', /^💳 Balance/u],
  ['/help', /^❓ How it works/u],
  ['/numbers', /^📋/u],
  ['/privacy', /^🔏/u],
  ['/history', /^🗂/u],
];

describe('a shop whose Telegram drops, doubles and reorders updates and cuts the link', () => {
  let world: LiveWorld;
  let shop: RunningShop;

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 300 });
    shop = await startLiveShop(world);
  });
  afterAll(async () => {
    world?.telegram.faults.clear();
    await shop?.shutdown.run('the stories are told');
    await world?.close();
  });

  it(
    'answers every message once and in order, loses no press for good, and brings each code once',
    async () => {
      const random = seededRandom(11);
      const buyers = await Promise.all(Array.from({ length: BUYERS }, () => world.buyer()));
      const { faults } = world.telegram;
      faults.callbackTimeoutMs = 3_000;
      faults.updates({ drop: 0.05, duplicate: 0.05, reorder: 0.1 });
      faults.cutEvery(3_000);
      await Promise.all(buyers.map((buyer) => talks(buyer, MESSAGES / BUYERS, random)));
      await Promise.all(buyers.map((buyer, n) => buysOne(buyer, `313-40${n}`)));
      faults.clear();

      const rows = await world.query<{ telegramId: string; kind: string; count: number; handled: number }>(
        `SELECT telegram_id AS "telegramId", kind, count(DISTINCT dedupe_key)::int AS count,
           count(*) FILTER (WHERE state = 'HANDLED')::int AS handled FROM inbox GROUP BY 1, 2`,
      );
      for (const buyer of buyers) {
        const said = buyer.messages().filter(({ fromId }) => fromId === buyer.telegramId);
        const stored = rows.find((row) => row.telegramId === String(buyer.telegramId) && row.kind === 'message');
        expect(stored).toMatchObject({ count: said.length, handled: said.length });
      }
      const presses = rows.filter(({ kind }) => kind === 'press');
      const sum = (pick: (row: (typeof rows)[number]) => number) => presses.reduce((all, row) => all + pick(row), 0);
      expect(sum(({ handled }) => handled)).toBe(sum(({ count }) => count));
      expect(sum(({ count }) => count)).toBeLessThanOrEqual(
        world.telegram.calls.count('messages.getBotCallbackAnswer'),
      );
      expect(world.telegram.calls.count('updates.getDifference')).toBeGreaterThan(0);
      await world.booksBalance(shop);
      if (process.env.LIVE_LOG) console.log({ rows, calls: world.telegram.calls.all() });
    },
    MESSAGES * 1_000 + 60_000,
  );

  async function talks(buyer: ChatBuyer, count: number, random: () => number): Promise<void> {
    const expected: RegExp[] = [];
    while (expected.length < count) {
      const burst = Math.min(count - expected.length, 1 + Math.floor(random() * 3));
      for (let n = 0; n < burst; n += 1) {
        const [words, answer] = WORDS[Math.floor(random() * WORDS.length)]!;
        await buyer.says(words);
        expected.push(answer);
      }
      await buyer.sees(
        () => (buyer.fromBot().length >= expected.length ? true : undefined),
        `${expected.length} answers`,
        60_000,
      );
      await pressesHelp(buyer);
      // A press that Telegram held back may still come after the ones that were made in its stead.
      expected[expected.length - 1] = /^(👋|❓)/u;
    }
    const answers = buyer.fromBot().map(({ text }) => text);
    expect(answers).toHaveLength(count);
    answers.forEach((text, at) => {
      expect(text).toMatch(expected[at]!);
    });
  }

  /** On the newest screen: to home, from there to help. A press that led nowhere is pressed again. */
  async function pressesHelp(buyer: ChatBuyer): Promise<void> {
    const { id } = buyer.fromBot().at(-1)!;
    const insists = async (button: RegExp, text: RegExp) => {
      for (let presses = 0; presses < 10; presses += 1) {
        const { value } = buyer.buttonOf(id, button) ?? {};
        if (value) await buyer.pressesData(id, Buffer.from(value)).catch(() => undefined);
        const shown = await buyer.showsOn(id, text, 4_000).catch(() => undefined);
        if (shown) return;
      }
      await buyer.showsOn(id, text);
    };
    if (!/^👋/u.test(buyer.message(id)!.text)) await insists(/🏠 Home|‹ Back/, /^👋|^❓/u);
    if (!/^❓/u.test(buyer.message(id)!.text)) await insists(/❓ Help/, /^❓/u);
  }

  async function buysOne(buyer: ChatBuyer, code: string): Promise<void> {
    const buyPatiently = async () => {
      for (;;) {
        const bought = await buysWhatsApp(buyer).catch(() => undefined);
        if (bought) return bought;
      }
    };
    const { phone } = await buyPatiently();
    world.inbox.receive(phone, `Your WhatsApp code is ${code}`);
    await buyer.sees(() => codeMessages(buyer, code)[0], `the code ${code}`, 60_000);
    expect(codeMessages(buyer, code)).toHaveLength(1);
  }
});
