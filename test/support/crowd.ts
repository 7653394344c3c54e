import type { LiveWorld } from './live-shop';
import { LIVE_BOT } from './live-shop';

/** Many people who once wrote to the bot and are silent now: known to the shop, reachable, without a client of their own. */
export interface Crowd {
  /** Telegram ids. */
  readonly ids: readonly bigint[];
  /** How many messages with this text stand in the chat with each of them, in the order of `ids`. */
  counts(text: string): number[];
}

export async function crowd(world: LiveWorld, size: number): Promise<Crowd> {
  const { telegram } = world;
  const botId = BigInt(LIVE_BOT.token.split(':')[0]!);
  const ids = Array.from({ length: size }, (_, index) => {
    const { id } = telegram.createUser({ phone: `1888${String(index).padStart(7, '0')}`, firstName: `Face ${index}` });
    telegram.acquaint(id, botId);
    return id;
  });
  await world.query(
    `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at)
     SELECT id, 'Face', now(), now() FROM unnest($1::bigint[]) id`,
    [ids.map(String)],
  );
  return {
    ids,
    counts: (text) =>
      ids.map((id) => telegram.history(id, botId).filter((one) => one.fromId === botId && one.text === text).length),
  };
}
