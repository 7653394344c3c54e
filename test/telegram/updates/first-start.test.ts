import { Api, toLong } from '../../../src/bot/telegram/gramjs';
import { PeerBook } from '../../../src/bot/telegram/peers';
import type { UpdateBatch } from '../../../src/bot/telegram/session-store';
import { UpdateFlow } from '../../../src/bot/telegram/updates/update-flow';
import { silentLogger } from '../../../src/platform/logger';
import { systemClock } from '../../../src/platform/system-clock';
import { until } from '../support/until';

const ANN = 501n;

/** Somebody writes, and Telegram pushes it with the account's counter. */
function push(id: number, pts: number): Api.Updates {
  const message = new Api.Message({
    id,
    peerId: new Api.PeerUser({ userId: toLong(ANN) }),
    message: `message ${id}`,
    date: 1_790_000_000,
  });
  return new Api.Updates({
    updates: [new Api.UpdateNewMessage({ message, pts, ptsCount: 1 })],
    users: [new Api.User({ id: toLong(ANN), accessHash: toLong(7n), firstName: 'Ann' })],
    chats: [],
    date: 1_790_000_000,
    seq: 0,
  });
}

describe('the very first start of a bot, which knows no counter yet', () => {
  it('takes what is pushed before, while and after Telegram says where the counters stand, each once and in order', async () => {
    const batches: UpdateBatch[] = [];
    const asked: string[] = [];
    let tell: (state: Api.updates.State) => void = () => undefined;
    const told = new Promise<Api.updates.State>((resolve) => {
      tell = resolve;
    });
    const flow = new UpdateFlow({
      ...{
        botId: 9n,
        clock: systemClock,
        log: silentLogger,
        gapMs: 10_000,
        silenceMs: 60_000,
        longestSilenceMs: 60_000,
      },
      state: undefined,
      channelStates: new Map(),
      store: {
        async saveUpdates(batch) {
          batches.push(batch);
          return batch.rows.length;
        },
      },
      peers: new PeerBook({ findPeer: async () => undefined }),
      ask: (async (request: Api.AnyRequest) => {
        asked.push(request.className);
        return told;
      }) as never,
      floods: { find: () => undefined, record: async () => ({ seconds: 0, scope: '' }) },
      followsChat: () => false,
      onMigration: () => undefined,
      onStored: () => undefined,
    });
    const texts = () => batches.flatMap(({ rows }) => rows.map(({ payload }) => JSON.parse(payload).text));

    flow.take(push(1, 11));
    flow.reconnected();
    await until('the state was asked for', () => asked.length > 0);
    flow.take(push(2, 12));
    flow.take(push(3, 13)); // counted in the answer
    flow.take(push(4, 14)); // happened after it, and overtook it
    tell(new Api.updates.State({ pts: 13, qts: 0, date: 1_790_000_000, seq: 0, unreadCount: 0 }));
    await until('all four are stored', () => texts().length >= 4);
    flow.take(push(5, 15));
    await until('the fifth is stored', () => texts().length >= 5);
    await flow.close();

    expect(texts()).toEqual([1, 2, 3, 4, 5].map((id) => `message ${id}`));
    expect(batches.findLast(({ state }) => state)?.state?.pts).toBe(15);
    expect(asked).toEqual(['updates.GetState']);
  });
});
