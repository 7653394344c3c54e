import { Api } from 'telegram';
import { NewMessage } from 'telegram/events';
import { LogLevel } from 'telegram/extensions/Logger';
import { toLong } from '../../../src/bot/telegram/gramjs';
import { unchained } from '../../../src/bot/telegram/mends/unchained';
import { BotWorld } from '../support/bot-world';
import type { Person } from '../support/person';
import { StockClient } from '../support/stock-client';
import { until } from '../support/until';

/** Each story is told twice: by the package as it comes, and by the gateway. */
describe('the package and the gateway', () => {
  let world: BotWorld;
  let stock: StockClient;
  let ann: Person;
  beforeEach(async () => {
    world = await BotWorld.open();
    ann = await world.person();
    await ann.says('/start');
    stock = await StockClient.connect(world.sandbox, world.botId);
  });
  afterEach(async () => {
    await stock.close();
    await world.close();
  });

  const peer = (person: Person) => new Api.InputPeerUser({ userId: toLong(person.id), accessHash: toLong(0n) });
  const send = (person: Person, message: string) => new Api.messages.SendMessage({ peer: peer(person), message });
  const withGateway = async (tell: (gateway: ReturnType<BotWorld['gateway']>) => Promise<void>) => {
    await stock.close();
    const gateway = world.gateway();
    await gateway.connect();
    await tell(gateway).finally(() => gateway.close());
  };

  it('updates while disconnected are lost or recovered (defects 2 and 21)', async () => {
    const heard: string[] = [];
    await stock.client.getMe();
    stock.client.addEventHandler((event) => void heard.push(event.message.text), new NewMessage({}));
    world.sandbox.faults.updates({ drop: 1 }, world.botId);
    await ann.says('dropped');
    world.sandbox.faults.clear();
    await ann.says('after');
    await until('the package hears again', () => heard.includes('after'));
    expect(heard).toEqual(['after']);
    await stock.close();
    await world.startBot();
    world.sandbox.faults.updates({ drop: 1 }, world.botId);
    await ann.says('dropped too');
    world.sandbox.faults.clear();
    await until('silence makes the gateway ask', () => world.texts().includes('dropped too'));
  });

  it('a forgotten key hangs for ever, or is replaced (defect 4)', async () => {
    world.sandbox.faults.forgetAuthKey(world.botId);
    world.sandbox.faults.cut(world.botId);
    const asked = stock.client.invoke(new Api.updates.GetState());
    asked.catch(() => undefined);
    expect(await StockClient.within(3_000, asked)).toBe('nothing');
    await withGateway(async ({ messenger }) => {
      world.sandbox.faults.forgetAuthKey(world.botId);
      world.sandbox.faults.cut(world.botId);
      expect(await messenger.sendText({ chatId: ann.id, text: 'back', randomId: 5n })).toMatchObject({ kind: 'sent' });
    });
  });

  it("one person's flood wait holds everybody's messages, or only his (defects 5 and 18)", async () => {
    const bob = await world.person('Bob');
    await bob.says('/start');
    const flood = { code: 420, text: 'FLOOD_WAIT_2', times: 1, accountId: world.botId, peerId: ann.id };
    world.sandbox.faults.failMethod('messages.sendMessage', flood);
    const both = Promise.all([stock.client.invoke(send(ann, 'slow')), stock.client.invoke(send(bob, 'held'))]);
    await StockClient.within(700, both);
    expect(world.textsTo(bob)).toEqual([]);
    await both; // the package sleeps inside the call until the wait is over
    world.sandbox.faults.failMethod('messages.sendMessage', { ...flood, times: 1 });
    const alone = Promise.all([
      stock.client.invoke(unchained(send(ann, 'slow'))),
      stock.client.invoke(unchained(send(bob, 'free'))),
    ]);
    await until('what waits for nothing is there', () => world.textsTo(bob).includes('free'));
    await alone;
    await withGateway(async ({ messenger }) => {
      world.sandbox.faults.failMethod('messages.sendMessage', { ...flood, text: 'FLOOD_WAIT_500', times: 1 });
      expect(await messenger.sendText({ chatId: ann.id, text: 'x', randomId: 9n })).toMatchObject({ kind: 'flood' });
    });
  });

  it('a call into a dead link waits for ever, or has a deadline (defect 6)', async () => {
    world.sandbox.faults.blackHole(world.botId);
    const asked = stock.client.invoke(new Api.updates.GetState());
    asked.catch(() => undefined);
    expect(await StockClient.within(1_500, asked)).toBe('nothing');
    // The gateway's side of it is told in stories/link: "keeps nothing of a call that was given up".
  });

  it('a lost answer is an error although the message is there, or simply sent (defect 7)', async () => {
    world.sandbox.faults.loseAnswer('messages.sendMessage', 1, world.botId);
    await expect(StockClient.within(6_000, stock.client.invoke(send(ann, 'once')))).rejects.toThrow(
      /RANDOM_ID_DUPLICATE/,
    );
    await withGateway(async ({ messenger }) => {
      world.sandbox.faults.loseAnswer('messages.sendMessage', 1, world.botId);
      expect(await messenger.sendText({ chatId: ann.id, text: 'twice?', randomId: 6n })).toMatchObject({
        kind: 'sent',
      });
    });
    expect(world.textsTo(ann)).toEqual(['once', 'twice?']);
  });

  it('an upload leaves a connection open, or uses the one there is (defect 11)', async () => {
    const { CustomFile } = require('telegram/client/uploads') as typeof import('telegram/client/uploads');
    const content = Buffer.from('a,b\n');
    await stock.client.uploadFile({ file: new CustomFile('a.csv', content.length, '', content), workers: 1 });
    await stock.client.destroy();
    expect(stock.sockets.filter((socket) => !socket.destroyed)).toHaveLength(1);
    await withGateway(async ({ messenger }) => {
      const file = { kind: 'document', name: 'a.csv', mimeType: 'text/csv', content } as const;
      const before = world.sandbox.calls.count('help.getConfig');
      expect(await messenger.sendFile({ chatId: ann.id, text: '', randomId: 7n, file })).toMatchObject({
        kind: 'sent',
      });
      expect(world.sandbox.calls.count('help.getConfig')).toBe(before);
    });
  });

  it('any trouble at the start is a new sign-in, or only a dead key is (defect 15)', async () => {
    const trouble = { code: 400, text: 'INPUT_FETCH_FAIL', times: 1, accountId: world.botId };
    world.sandbox.faults.failMethod('updates.getState', trouble);
    await stock.client.start({ botAuthToken: world.token });
    expect(world.sandbox.calls.count('auth.importBotAuthorization')).toBe(1);
    await withGateway(async () => undefined);
    world.sandbox.faults.failMethod('updates.getState', trouble);
    await withGateway(async () => undefined);
    expect(world.sandbox.calls.count('auth.importBotAuthorization')).toBe(2);
  });

  it('handlers run into one another, or in order (defect 16)', async () => {
    const order: string[] = [];
    await stock.client.getMe();
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the library awaits it, whatever its type says
    stock.client.addEventHandler(async ({ message }) => {
      await new Promise((resolve) => setTimeout(resolve, message.text === 'first' ? 50 : 1));
      order.push(message.text);
    }, new NewMessage({}));
    await ann.says('first');
    await ann.says('second');
    await until('both are handled', () => order.length === 2);
    expect(order).toEqual(['second', 'first']);
    // The gateway's side of it is told in stories/inbox: "handles what one person writes in order".
  });

  it('a cut costs a second or a moment (defect 17), and is told to the console or the log (defect 20)', async () => {
    const loud = await StockClient.connect(world.sandbox, world.botId, LogLevel.WARN);
    const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const started = Date.now();
    world.sandbox.faults.cut(world.botId);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await loud.client.invoke(new Api.updates.GetState());
    const stockMs = Date.now() - started;
    expect(stockMs).toBeGreaterThan(900);
    expect(told).toHaveBeenCalled();
    await loud.close();
    told.mockClear();
    await withGateway(async (gateway) => {
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      const cutAt = Date.now();
      world.sandbox.faults.cut(world.botId);
      // Asked of the log: the next link may stand before anybody looks.
      await until('the link is gone', () => world.lines.some((line) => line.includes('link to Telegram ended')));
      await until('another one stands', () => gateway.isConnected);
      expect(Date.now() - cutAt).toBeLessThan(stockMs);
    });
    expect(told).not.toHaveBeenCalled();
    told.mockRestore();
  });

  it('a key used twice is dead for good, or replaced (defect 22)', async () => {
    world.sandbox.faults.authKeyDuplicated(world.botId);
    await expect(stock.client.invoke(new Api.updates.GetState())).rejects.toThrow(/AUTH_KEY_DUPLICATED/);
    await expect(stock.client.invoke(new Api.updates.GetState())).rejects.toThrow(/AUTH_KEY_DUPLICATED/);
    await withGateway(async ({ messenger }) => {
      world.sandbox.faults.authKeyDuplicated(world.botId);
      expect(await messenger.sendText({ chatId: ann.id, text: 'new key', randomId: 8n })).toMatchObject({
        kind: 'sent',
      });
    });
  });
});
