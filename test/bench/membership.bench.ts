import 'reflect-metadata';
import bigInt from 'big-integer';
import { Api } from 'telegram';
import { askMembership } from '../../src/usecases/channels/ask-membership';
import { findMissingChannels } from '../../src/usecases/channels/find-missing-channels';
import { liveChannel, requires } from '../support/live-channels';
import { LIVE_BOT, openLiveWorld, startLiveShop } from '../support/live-shop';
import { connectGramjsBot } from '../support/telegram-clients';
import { until } from '../telegram/support/until';
import { openBenchDatabase } from './support/bench-database';
import { closedLoop, round } from './support/measure';

const CHANNELS = 3;
const LANES = 8;
const ACTIONS_EACH = 100;
const GET_PARTICIPANT = 'channels.getParticipant';

/**
 * Checks of membership: from what is known (one check looks at all required channels), and by asking the data centre over
 * MTProto (one check is one channel). The baseline is a bare GramJS bot that asks each time. Then buyers meet the gate,
 * join, and act a hundred times each: how many calls to Telegram does an action cost? `--users 200`, `--seconds 5`.
 */
export async function run(args: string[]) {
  const users = option(args, '--users', 200);
  const durationMs = option(args, '--seconds', 5) * 1_000;
  const bench = await openBenchDatabase(2);
  const world = await openLiveWorld({
    pace: {},
    database: { appUrl: bench.appUrl, ownerUrl: bench.ownerUrl, adminUrl: bench.ownerUrl, drop: async () => undefined },
    poolNumbers: 1,
  });
  const channels = Array.from({ length: CHANNELS }, (_, n) => liveChannel(world, { title: `Channel ${n}` }));
  const people = Array.from({ length: users }, (_, n) =>
    world.telegram.createUser({ phone: `1555900${String(n).padStart(5, '0')}`, firstName: `Buyer ${n}` }),
  );
  const shop = await startLiveShop(world);
  try {
    const { app } = shop;
    for (const channel of channels) await requires(shop, channel);
    await until('the gate is read', async () => (await app.requiredChannels()).length === CHANNELS);
    await world.query(
      `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at)
       SELECT id, 'Buyer', now(), now() FROM unnest($1::bigint[]) id`,
      [people.map(({ id }) => String(id))],
    );
    await tellsTheBot(world, people);

    const { calls } = world.telegram;
    calls.reset();
    const meet = (id: bigint) => findMissingChannels(app, { telegramId: id, claims: false });
    for (const { id } of people) await meet(id);
    for (const { id } of people) for (const channel of channels) world.telegram.setMember(channel.id, id);
    const joins = users * CHANNELS;
    await until('all joins are known', async () => (await known(world)) === joins, 60_000);
    for (let action = 0; action < ACTIONS_EACH; action += 1) {
      await Promise.all(people.map(async ({ id }) => expectNone(await meet(id))));
    }
    const actions = users * (1 + ACTIONS_EACH);
    const callsPerAction = round(calls.count(GET_PARTICIPANT) / actions);

    const pick = () => people[Math.floor(Math.random() * people.length)]!.id;
    const { latencies: _, ...cached } = await closedLoop({
      ...{ lanes: LANES, durationMs },
      act: async () => (await meet(pick())).length === 0,
    });
    const required = await app.requiredChannels();
    const { latencies: __, ...uncached } = await closedLoop({
      ...{ lanes: LANES, durationMs },
      act: async (lane) => (await askMembership(app, required[lane % CHANNELS]!, pick())).kind === 'member',
    });
    const bare = await bareChecks(world, { people, channelId: channels[0]!.id, durationMs });
    return {
      ...{ users, channels: CHANNELS, lanes: LANES },
      ...{ cached, uncached, bare },
      ratio: {
        cachedToBare: round(cached.perSecond / bare.perSecond),
        uncachedToBare: round(uncached.perSecond / bare.perSecond),
      },
      actions: { perUser: ACTIONS_EACH, count: actions, callsPerAction, isWithinLimit: callsPerAction <= 0.05 },
    };
  } finally {
    await shop.shutdown.run('the benchmark is over');
    await world.close();
    await bench.close();
  }
}

/** A bot may ask only about people whom it has met: each is seen in a group of its own. */
async function tellsTheBot(world: Awaited<ReturnType<typeof openLiveWorld>>, people: readonly { id: bigint }[]) {
  const hall = liveChannel(world, { title: 'Hall', isGroup: true });
  for (const { id } of people) world.telegram.setMember(hall.id, id);
  await until('everybody is met', async () => {
    const [row] = await world.query<{ met: number }>(
      `SELECT count(*)::int AS met FROM telegram_peers WHERE kind = 'USER' AND id = ANY ($1::bigint[])`,
      [people.map(({ id }) => String(id))],
    );
    return row!.met === people.length;
  });
}

async function known(world: Awaited<ReturnType<typeof openLiveWorld>>): Promise<number> {
  const [row] = await world.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM telegram_memberships WHERE status = 'MEMBER'`,
  );
  return row!.count;
}

async function bareChecks(
  world: Awaited<ReturnType<typeof openLiveWorld>>,
  o: { people: readonly { id: bigint }[]; channelId: bigint; durationMs: number },
) {
  const bot = await connectGramjsBot(world.telegram, LIVE_BOT.token);
  try {
    const id = bigInt(o.channelId.toString());
    const found = await bot.invoke(
      new Api.channels.GetChannels({ id: [new Api.InputChannel({ channelId: id, accessHash: bigInt.zero })] }),
    );
    const { accessHash } = found.chats[0] as Api.Channel;
    const channel = new Api.InputChannel({ channelId: id, accessHash: accessHash! });
    const all = await bot.invoke(
      new Api.channels.GetParticipants({
        ...{ channel, filter: new Api.ChannelParticipantsRecent(), offset: 0, limit: 200, hash: bigInt.zero },
      }),
    );
    const peers = (all as Api.channels.ChannelParticipants).users
      .filter((user): user is Api.User => user instanceof Api.User && !user.bot)
      .map((user) => new Api.InputPeerUser({ userId: user.id, accessHash: user.accessHash! }));
    const { latencies: _, ...bare } = await closedLoop({
      ...{ lanes: LANES, durationMs: o.durationMs },
      act: async () => {
        const participant = peers[Math.floor(Math.random() * peers.length)]!;
        await bot.invoke(new Api.channels.GetParticipant({ channel, participant }));
        return true;
      },
    });
    return bare;
  } finally {
    await bot.destroy();
  }
}

function expectNone(missing: readonly unknown[]): void {
  if (missing.length > 0) throw new Error(`a member was stopped for ${missing.length} channels`);
}

function option(args: readonly string[], name: string, otherwise: number): number {
  const at = args.indexOf(name);
  const value = at < 0 ? otherwise : Number(args[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`Give ${name} a whole number above zero.`);
  return value;
}
