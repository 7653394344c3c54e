import { SecretBox } from '../../../src/platform/secret-box';
import type { LiveWorld } from '../live-shop';

/** Who may bind at the centres of tests. */
const ACCOUNT = { systemId: 'shop', password: 'secret' };

/** Puts numbers of a world's pool behind a centre: they are sold on, and their SMS come over its link. Gives the provider's id. */
export async function linkNumbers(
  world: LiveWorld,
  o: {
    port: number;
    phones: readonly string[];
    name?: string;
    options?: object;
    scheme?: 'smpp' | 'smpps';
    password?: string;
  },
): Promise<number> {
  const { port, phones, name = `centre ${port}`, scheme = 'smpp', password = ACCOUNT.password } = o;
  const [row] = await world.query<{ id: number }>(
    `INSERT INTO providers (name, protocol, base_url, api_key_sealed, options, timeout_ms, next_poll_at, created_at)
     VALUES ($1, 'smpp', $2, $3, $4, 5000, now(), now()) RETURNING id`,
    [
      name,
      `${scheme}://127.0.0.1:${port}`,
      new SecretBox(world.config.secretKey).seal(password),
      JSON.stringify({ systemId: ACCOUNT.systemId, ...o.options }),
    ],
  );
  await world.query('INSERT INTO routes (offer_id, provider_id, is_pool, created_at) VALUES (1, $1, true, now())', [
    row!.id,
  ]);
  await world.query('UPDATE numbers SET provider_id = $1 WHERE phone = ANY ($2::text[])', [row!.id, phones]);
  return row!.id;
}
