import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/database/migrate';
import { SCOPES } from '../../src/domain/access/scopes';
import { JOBS } from '../../src/jobs/jobs';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres';
import { createApiKey } from '../../src/usecases/access/create-api-key';
import { rotateWebhookSecret } from '../../src/usecases/webhooks/rotate-webhook-secret';
import { buysWhatsApp, opensOffer } from './buyer-walks';
import { openLiveWorld, startLiveShop } from './live-shop';

const OPERATOR = { actor: { type: 'ADMIN', id: 'journeys' } } as const;
/** What is still being written down, or waits for the pace of a chat, when the buyer has seen the end. */
const AFTERWARDS_MS = 1_500;

/** One act: what must be there before, and the act until all have seen its end. */
interface Journey<Prepared> {
  prepare(): Promise<Prepared>;
  go(prepared: Prepared): Promise<void>;
}

/** The journeys that `npm run journeys` counts the files of, in a running shop with a bot and an API, but no ticking jobs. */
export async function openJourneys() {
  const folder = mkdtempSync(join(tmpdir(), 'numbershop-journeys-'));
  const server = await startEmbeddedPostgres({ dataDir: folder, durable: false });
  await migrate(server.ownerUrl);
  const { appUrl, ownerUrl, adminUrl } = server;
  const world = await openLiveWorld({
    database: { appUrl, ownerUrl, adminUrl, drop: async () => undefined },
    roles: ['bot', 'api'],
  });
  const [inbox] = await world.query<{ options: unknown }>('SELECT options FROM providers WHERE id = 1');
  const describeInbox = (options: unknown) =>
    world.query('UPDATE providers SET options = $1 WHERE id = 1', [JSON.stringify(options)]);
  await describeInbox({ push: { phone: 'to', text: 'body', id: 'id', time: 'receivedAt' } });
  const shop = await startLiveShop(world);
  const { app } = shop;
  const rotated = await rotateWebhookSecret(app, { providerId: 1, ...OPERATOR });
  if (rotated.kind !== 'rotated') throw new Error(JSON.stringify(rotated));
  const created = await createApiKey(app, { name: 'journeys', scopes: SCOPES, ...OPERATOR });
  if (created.kind !== 'created') throw new Error(JSON.stringify(created));
  const authorization = `Bearer ${created.key}`;

  const buyer = await world.buyer({ balance: 1_000_000n });
  await buyer.asks('/start');
  const buys = () => buysWhatsApp(buyer);
  const runs = (name: string) => JOBS.find((job) => job.name === name)!.runOnce(app);
  const afterwards = () => new Promise<void>((resolve) => setTimeout(resolve, AFTERWARDS_MS));
  const posts = async (path: string, body: unknown, headers?: Record<string, string>) => {
    const answer = await fetch(shop.address + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok || text.includes('"errors"')) throw new Error(`${answer.status} ${text}`);
  };
  let count = 0;
  const nextCode = () => {
    count += 1;
    return String(111_000 + count);
  };
  const ended = (cardId: number) =>
    buyer.sees(() => !/Waiting for the SMS/.test(buyer.message(cardId)?.text ?? '') || undefined, 'the end of a card');

  const tap: Journey<number> = {
    async prepare() {
      const { id } = await opensOffer(buyer, /WhatsApp/, /Latvia/);
      await afterwards();
      return id;
    },
    async go(id) {
      await buyer.pressesOn(id, /✅ Get a number/);
      await buyer.showsOn(id, /Waiting for the SMS/);
      await afterwards();
    },
  };
  const webhook: Journey<string> = {
    async prepare() {
      const { phone } = await buys();
      await afterwards();
      return phone;
    },
    async go(phone) {
      const code = nextCode();
      const receivedAt = new Date().toISOString();
      await posts(rotated.path, { to: phone, body: `Your code is ${code}`, id: `pushed ${code}`, receivedAt });
      await buyer.reads(new RegExp(`^🔑 ${code}`));
      await afterwards();
    },
  };
  const expiry: Journey<number> = {
    async prepare() {
      const { phone, cardId } = await buys();
      await world.query(
        `UPDATE reservations SET expires_at = now() - interval '1 s' WHERE phone = $1 AND status = 'WAITING_CODE'`,
        [phone],
      );
      await afterwards();
      return cardId;
    },
    async go(cardId) {
      await runs('expire-reservations');
      await ended(cardId);
      await afterwards();
    },
  };
  const addBalance: Journey<string> = {
    async prepare() {
      await afterwards();
      return nextCode();
    },
    async go(key) {
      const query = `mutation ($input: MoneyMoveInput!) { addBalance(input: $input) { ... on BalanceAdded {
        transaction { id type amount reason availableAfter } wallet { available held } } } }`;
      const input = { idempotencyKey: key, userId: '1', amount: '1', reason: 'a gift' };
      await posts('/graphql', { query, variables: { input } }, { authorization });
      await buyer.reads(/a gift/);
      await afterwards();
    },
  };
  const poll: Journey<string> = {
    async prepare() {
      const { phone } = await buys();
      await describeInbox(inbox!.options); // from here on it is pulled
      await world.query('UPDATE providers SET next_poll_at = now()');
      await afterwards();
      return phone;
    },
    async go(phone) {
      const code = nextCode();
      world.inbox.receive(phone, `Your code is ${code}`);
      await runs('poll-providers');
      await buyer.reads(new RegExp(`^🔑 ${code}`));
      await afterwards();
    },
  };
  return {
    journeys: {
      'one tap (Get a number, from the pool)': tap,
      'one webhook (an SMS, to its code in the chat)': webhook,
      'one expiry (to its notice in the chat)': expiry,
      'one addBalance by GraphQL': addBalance,
      'one code by polling': poll,
    } as Record<string, Journey<unknown>>,
    async close() {
      await shop.shutdown.run('the journeys are made');
      await world.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
