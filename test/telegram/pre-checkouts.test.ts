import { createPreCheckouts, type PreCheckoutOptions } from '../../src/bot/pre-checkouts';
import { silentLogger } from '../../src/platform/logger';
import type { SendOutcome } from '../../src/ports/messenger';
import type { PreCheckout } from '../../src/ports/stars';
import { TestClock } from '../support/test-clock';

const query = (queryId: bigint): PreCheckout => ({
  queryId,
  telegramId: 501n,
  languageCode: 'en',
  payload: `payment-${queryId}`,
  currency: 'XTR',
  amount: 100n,
});
const never = () => new Promise<never>(() => undefined);

describe('the question before a payment', () => {
  let clock: TestClock;
  let answers: { queryId: bigint; error?: string }[];
  beforeEach(() => {
    clock = new TestClock();
    answers = [];
  });

  function preCheckouts(judge: PreCheckoutOptions['judge'], o: Partial<PreCheckoutOptions> = {}) {
    const messenger = {
      async answerPreCheckout(answer: { queryId: bigint; error?: string }): Promise<SendOutcome> {
        answers.push(answer);
        return { kind: 'sent', messageId: undefined };
      },
    };
    return createPreCheckouts({ clock, log: silentLogger, messenger, judge, excuse: () => 'Not now.', ...o });
  }

  it('is answered with what the shop says', async () => {
    const desk = preCheckouts(async ({ queryId }) =>
      queryId === 1n ? { ok: true } : { ok: false, error: 'Too late.' },
    );
    desk.take(query(1n));
    desk.take(query(2n));
    await desk.settled();
    expect(answers).toEqual([
      { queryId: 1n, error: undefined },
      { queryId: 2n, error: 'Too late.' },
    ]);
  });

  it('is answered once when it comes twice, whenever that is', async () => {
    const desk = preCheckouts(async () => ({ ok: true }));
    desk.take(query(1n));
    desk.take(query(1n));
    await clock.advance(30_000);
    desk.take(query(1n));
    await desk.settled();
    expect(answers).toHaveLength(1);
    await clock.advance(60_000);
    expect(clock.waiting).toBe(0);
  });

  it('is refused with words after eight seconds without a verdict, and not before', async () => {
    preCheckouts(never).take(query(1n));
    await clock.advance(7_999);
    expect(answers).toEqual([]);
    await clock.advance(1);
    expect(answers).toEqual([{ queryId: 1n, error: 'Not now.' }]);
  });

  it.each<[string, PreCheckoutOptions['judge']]>([
    ['the shop breaks over it', async () => Promise.reject(new Error('no database'))],
    ['the shop refuses without a word', async () => ({ ok: false, error: ' ' })],
    ['the shop takes no money', undefined],
  ])('is refused with words when %s', async (_, judge) => {
    const desk = preCheckouts(judge);
    desk.take(query(1n));
    await desk.settled();
    expect(answers).toEqual([{ queryId: 1n, error: 'Not now.' }]);
  });

  it('waits for its turn in a crowd; what hangs gives its place to the next, and all are answered in time', async () => {
    let most = 0;
    let now = 0;
    const desk = preCheckouts(async ({ queryId }) => {
      now += 1;
      most = Math.max(most, now);
      if (queryId <= 15n) await never();
      await new Promise<void>((resolve) => void clock.after(10, resolve));
      now -= 1;
      return { ok: true };
    });
    for (let id = 1n; id <= 100n; id += 1n) desk.take(query(id));
    await clock.advance(1_000);
    expect(most).toBe(16);
    expect(answers).toHaveLength(85);
    await clock.advance(7_000);
    expect(answers).toHaveLength(100);
    expect(answers.filter(({ error }) => error === 'Not now.').map(({ queryId }) => queryId)).toEqual(
      Array.from({ length: 15 }, (_, index) => BigInt(index + 1)),
    );
  });

  it('that Telegram no longer takes an answer to holds up nobody, and its payload is not logged', async () => {
    const lines: unknown[] = [];
    const log = { ...silentLogger, warn: (...line: unknown[]) => void lines.push(line) } as never;
    const messenger = {
      answerPreCheckout: async () => ({ kind: 'gone', what: 'press', detail: 'QUERY_ID_INVALID' }) as const,
    };
    const desk = preCheckouts(async () => ({ ok: true }), { log, messenger });
    desk.take(query(1n));
    await desk.settled();
    const text = JSON.stringify(lines, (_key, value) => (typeof value === 'bigint' ? String(value) : value));
    expect(text).toContain('QUERY_ID_INVALID');
    expect(text).not.toContain('payment-1');
  });
});
