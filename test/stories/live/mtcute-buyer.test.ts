import type { TelegramClient } from '@mtcute/node';
import type { RunningShop } from '../../../src/main';
import type { SandboxMessage } from '../../../src/sandbox/telegram';
import { numberOnCard } from '../../support/buyer-walks';
import { LIVE_BOT, type LiveWorld, openLiveWorld, startLiveShop } from '../../support/live-shop';
import { mtcuteClient } from '../../support/mtcute-client';
import { until } from '../../telegram/support/until';

const PATIENCE_MS = 25_000;

describe('a buyer with a client of another make', () => {
  let world: LiveWorld;
  let shop: RunningShop;
  let client: TelegramClient;

  beforeAll(async () => {
    world = await openLiveWorld({ pollIntervalMs: 200 });
    shop = await startLiveShop(world);
    client = await mtcuteClient(world.telegram);
  });
  afterAll(async () => {
    await client?.destroy();
    await shop?.shutdown.run('the story is told');
    await world?.close();
  });

  it('signs in by phone and code, buys, and reads the code in the chat', async () => {
    const person = world.telegram.createUser({ phone: '15550300001', firstName: 'Mira', langCode: 'en' });
    const me = await client.start({ phone: person.phone, code: person.loginCode, codeSentCallback: () => undefined });
    expect(me.id).toBe(Number(person.id));

    // What this client itself heard, as it is now.
    const heard = new Map<number, { text: string; buttons: { text: string; data?: Buffer }[] }>();
    const hear = (message: { id: number; text: string; markup?: unknown; isOutgoing: boolean }) => {
      if (!message.isOutgoing) heard.set(message.id, { text: message.text, buttons: buttonsOf(message.markup) });
    };
    client.onNewMessage.add(hear as never);
    client.onEditMessage.add(hear as never);
    const shows = async (text: RegExp) => {
      const find = () => [...heard].findLast(([, message]) => text.test(message.text));
      await until(`the client shows ${text}`, () => find() !== undefined, PATIENCE_MS);
      const [id, message] = find()!;
      return { id, ...message };
    };
    const presses = async (label: RegExp) => {
      const find = () => {
        for (const [id, { buttons }] of [...heard].reverse()) {
          const button = buttons.find((one) => label.test(one.text) && one.data);
          if (button) return { id, data: button.data! };
        }
        return undefined;
      };
      await until(`there is a button ${label}`, () => find() !== undefined, PATIENCE_MS);
      const { id, data } = find()!;
      return client.getCallbackAnswer({ chatId: LIVE_BOT.username, message: id, data });
    };

    await client.sendText(LIVE_BOT.username, '/start');
    await shows(/Welcome, Mira/);
    await world.gives(person.id, 10_000n);
    await presses(/📱 Get a number/);
    await presses(/WhatsApp/);
    await presses(/Latvia/);
    await presses(/✅ Get a number/);
    const { phone } = numberOnCard((await shows(/Waiting for the SMS/)) as unknown as SandboxMessage);
    world.inbox.receive(phone, 'Your WhatsApp code is 246-810');
    expect((await shows(/^🔑 246-810/)).text).toContain('$0.80 was charged');
    await client.sendText(LIVE_BOT.username, '/balance');
    expect((await shows(/💳 Balance/)).text).toMatch(/Available: \$0\.20\nHeld: \$0\.00/);
    await world.booksBalance(shop);
  });
});

function buttonsOf(markup: unknown): { text: string; data?: Buffer }[] {
  const { buttons = [] } = (markup ?? {}) as { buttons?: { text: string; data?: Uint8Array }[][] };
  return buttons.flat().map(({ text, data }) => ({ text, data: data && Buffer.from(data) }));
}
