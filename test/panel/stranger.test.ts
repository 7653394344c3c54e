import fc from 'fast-check';
import type { Fields } from '../../src/bot/callback-data';
import { frameCallbacks } from '../../src/bot/panel/frame-callbacks';
import { sections } from '../../src/bot/panel/sections';
import type { Chat } from '../screens/support/chat';
import { openScreenWorld, type ScreenWorld } from '../screens/support/screen-world';
import { usd } from '../support/shop';

const PASSWORD = 'correct horse battery';

/** Every button that the panel could ever write, with ids of things that there are and of others. */
const arbitraries: Record<Fields[string], fc.Arbitrary<unknown>> = {
  id: fc.integer({ min: 0, max: 4 }),
  count: fc.integer({ min: 0, max: 3 }),
  flag: fc.boolean(),
  bigId: fc.bigInt({ min: 0n, max: 4n }),
  amount: fc.bigInt({ min: 0n, max: 10_000n }),
  nonce: fc.constant('nonce-01'),
  word: fc.constantFrom('sales', 'isInMaintenance', 'maxOpenReservations', 'yes', 'on'),
  language: fc.constantFrom('en', 'ar'),
};
const buttons = fc.oneof(
  ...[frameCallbacks, ...sections.map(({ callbacks }) => callbacks)]
    .flatMap((callbacks) => Object.values(callbacks))
    .map((link) =>
      fc
        .record(
          Object.fromEntries(
            Object.entries(link.fields).map(([name, kind]) => [name, arbitraries[kind as Fields[string]]]),
          ),
        )
        .map((params) => (link as unknown as (data: object) => string)(params)),
    ),
);

describe('somebody without a session who presses buttons of the panel', () => {
  let world: ScreenWorld;
  let stranger: Chat;
  let former: Chat;

  beforeAll(async () => {
    world = await openScreenWorld({ adminPassword: PASSWORD });
    const offer = await world.shop.offer({ service: 'WhatsApp', price: usd('0.80') });
    await world.shop.pool(offer, { numbers: 5 });
    stranger = await world.buyer({ balance: usd('9'), firstName: 'Stranger' });
    former = await world.buyer({ firstName: 'Former' });
    await former.writes('/admin');
    await former.writes(PASSWORD);
    await former.presses('Log out');
  });
  afterAll(async () => {
    await world.shop.booksBalance();
    await world.close();
  });

  /** All that an admin could change. */
  async function state(): Promise<string> {
    const tables = await world.shop.all<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
       AND relname NOT IN ('outbox', 'dialogues', 'users', 'inbox', 'migrations', 'applied_functions', 'funnel_steps', 'reservation_cards')`,
    );
    const sums = await Promise.all(
      tables.map(({ name }) =>
        world.shop.all(
          `SELECT '${name}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM ${name} t`,
        ),
      ),
    );
    return JSON.stringify(sums);
  }

  it('gets the answer of the shop to a stale button, and 400 presses change nothing', async () => {
    const before = await state();
    await fc.assert(
      fc.asyncProperty(buttons, fc.boolean(), async (data, isAnew) => {
        await stranger.pressesData(isAnew ? `!${data}` : data, stranger.messages[0]!.id);
        expect(stranger.toast).toContain('out of date');
        expect(stranger.last.text).toContain('Hello, Stranger');
      }),
      { numRuns: 400, endOnFailure: true },
    );
    expect(await state()).toBe(before);
  });

  it('is asked for the password when he was let in once, and 200 presses change nothing', async () => {
    const before = await state();
    await fc.assert(
      fc.asyncProperty(buttons, async (data) => {
        await former.pressesData(data, former.last.id);
        expect(former.last.text).toMatch(/Your session is over/);
      }),
      { numRuns: 200, endOnFailure: true },
    );
    expect(await state()).toBe(before);
  });

  it('is let in by the password alone, and is out again after an hour without a press', async () => {
    await former.writes(PASSWORD);
    expect(former.last.text).toContain('Today (UTC)');
    expect(former.wiped.length).toBeGreaterThan(1);
    await world.shop.passes({ minutes: 59 });
    await former.presses('Sell');
    await former.presses('Services');
    expect(former.last.text).toContain('📱 Services');
    await world.shop.passes({ minutes: 61 });
    await former.presses('Panel');
    expect(former.last.text).toContain('Your session is over');
  });

  it('is out after twelve hours, however busy', async () => {
    await former.writes(PASSWORD);
    for (let half = 0; half < 24; half += 1) {
      expect(former.last.text).toContain('Today (UTC)');
      await world.shop.passes({ minutes: 30 });
      await former.presses('Refresh');
    }
    expect(former.last.text).toContain('Your session is over');
  });
});
