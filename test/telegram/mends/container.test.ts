import { Api } from 'telegram';
import { MessageContainer } from 'telegram/tl/core';
import { containerErrors } from '../../../src/bot/telegram/mends/container-errors';
import { unreadableMessages } from '../../../src/bot/telegram/mends/unreadable-messages';
import { startTelegramSandbox, type TelegramSandbox } from '../../../src/sandbox/telegram';
import { StockClient } from '../support/stock-client';

/** Nothing here may load the gateway: it would put all mends in place. */
describe('answers and updates that share a container', () => {
  let sandbox: TelegramSandbox;
  let botId: bigint;
  let channel: Api.InputChannel;
  let people: Api.InputPeerUser[];
  let stock: StockClient;

  beforeAll(async () => {
    sandbox = await startTelegramSandbox();
    botId = sandbox.createBot({
      token: '1:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      username: 'mend_bot',
      name: 'Mend',
    }).id;
    const users = ['1', '2'].map((digit) => sandbox.createUser({ phone: `999000${digit}`, firstName: digit }).id);
    const made = sandbox.createChannel({
      title: 'Crowd',
      username: 'crowd_here',
      creatorId: users[0]!,
      kind: 'channel',
    });
    sandbox.setMember(made.id, botId);
    sandbox.setAdmin(made.id, botId);
    stock = await StockClient.connect(sandbox, botId);
    channel = (await stock.client.getInputEntity('crowd_here')) as unknown as Api.InputChannel;
    people = users.map((id) => new Api.InputPeerUser({ userId: big(id), accessHash: big(0n) }));
  });
  afterAll(async () => {
    await stock.close();
    await sandbox.stop();
  });

  const big = (value: bigint) => require('big-integer')(value);

  /** Fifty answers and fifty refusals; how many of the hundred calls were settled within the time given. */
  async function askHundred(withinMs: number): Promise<number> {
    const { channelId, accessHash } = channel;
    let settled = 0;
    const asked = Array.from({ length: 100 }, (_, index) =>
      stock.client
        .invoke(
          new Api.channels.GetParticipant({
            channel: new Api.InputChannel({ channelId, accessHash }),
            participant: people[index % 2]!,
          }),
        )
        .catch(() => undefined)
        .then(() => {
          settled += 1;
        }),
    );
    await StockClient.within(withinMs, Promise.all(asked));
    return settled;
  }

  it('vanish after the first refusal, unless mended (defect 1)', async () => {
    expect(await askHundred(1_000)).toBeLessThan(100);
    const fresh = stock;
    const undo = containerErrors.apply();
    stock = await StockClient.connect(sandbox, botId);
    expect(await askHundred(60_000)).toBe(100);
    undo();
    await fresh.close();
  });

  it('are all dropped with one of a later layer, unless mended (defect 23)', async () => {
    const { BinaryReader } = require('telegram/extensions') as typeof import('telegram/extensions');
    const read = async () => {
      const reading = MessageContainer.fromReader(new BinaryReader(containerWithStranger()));
      const container = (await reading) as unknown as { messages: { obj: { className: string } }[] };
      return container.messages.map(({ obj }) => obj.className);
    };
    await expect(read()).rejects.toThrow(/constructor/i);
    const undo = unreadableMessages.apply();
    expect(await read()).toEqual(['Pong', 'UpdatesTooLong', 'Pong']);
    undo();
  });

  function containerWithStranger(): Buffer {
    const pong = new Api.Pong({ msgId: big(1n), pingId: big(2n) }).getBytes();
    const stranger = Buffer.from('0df0ad0b00000000', 'hex');
    const messages = [pong, stranger, pong].map((body) => {
      const head = Buffer.alloc(16);
      head.writeInt32LE(body.length, 12);
      return Buffer.concat([head, body]);
    });
    const count = Buffer.alloc(4);
    count.writeInt32LE(messages.length);
    return Buffer.concat([count, ...messages]);
  }
});
