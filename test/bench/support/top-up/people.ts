import { LIVE_BOT, type LiveWorld } from '../../../support/live-shop';

/** Somebody whom the shop knows, without a client; the data centre shows what stands in their chat with the bot. */
export interface Person {
  readonly telegramId: bigint;
  readonly userId: bigint;
}

export const BOT_ID = BigInt(LIVE_BOT.token.split(':')[0]!);
let made = 0;

export async function people(world: LiveWorld, count: number): Promise<Person[]> {
  const { telegram } = world;
  const ids = Array.from({ length: count }, () => {
    made += 1;
    const { id } = telegram.createUser({ phone: `1777${String(made).padStart(7, '0')}`, firstName: `Payer ${made}` });
    telegram.acquaint(id, BOT_ID);
    return id;
  });
  const rows = await world.query<{ id: string; telegramId: string }>(
    `INSERT INTO users (telegram_id, first_name, language, created_at, last_seen_at)
     SELECT id, 'Payer', 'en', now(), now() FROM unnest($1::bigint[]) id RETURNING id, telegram_id AS "telegramId"`,
    [ids.map(String)],
  );
  return rows.map(({ id, telegramId }) => ({ telegramId: BigInt(telegramId), userId: BigInt(id) }));
}

/** Looks every millisecond, as cheaply as can be, until a message of the chat says so. */
export async function seen({ telegram }: LiveWorld, { telegramId }: Person, text: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!telegram.history(telegramId, BOT_ID).some((message) => message.text.includes(text))) {
    if (performance.now() > deadline) throw new Error(`"${text}" did not arrive`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
