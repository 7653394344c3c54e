import { SecretBox } from '../../src/platform/secret-box';
import type { HandlerVendor, InboxVendor } from '../../src/sandbox/vendors';
import { createResaleKey } from '../../src/usecases/resale/create-resale-key';
import type { TestDatabase } from './database';
import { type LiveWorld, openLiveWorld, withApp } from './live-shop';
import { type ShopProcess, shopProcess } from './shop-process';

/** A shop that buys all it sells from another shop of this kind, each a process with a database of its own. */
export interface TwoShops {
  readonly first: ShopSide;
  readonly second: ShopSide;
  /** Of the key's owner at the first shop, by whose keys the second one buys. */
  readonly resellerId: bigint;
  readonly inbox: InboxVendor;
  readonly classic: HandlerVendor;
  /** Somebody with money at the second shop, and the key of their program. */
  buyer(): Promise<{ readonly userId: bigint; readonly key: string }>;
  /** All keys there are; none may stand in a log. */
  readonly keys: readonly string[];
  close(): Promise<void>;
}

export interface ShopSide {
  readonly world: LiveWorld;
  readonly process: ShopProcess;
}

const OWNER_BALANCE = 100_000_000n;
const LIMITS = [
  'resaleReadsPerSecond',
  'resaleBuysPerSecond',
  'maxOpenResaleOrders',
  'maxResaleCancelsAnHour',
] as const;

/**
 * The second shop buys WhatsApp in Latvia by its adapter of handler_api and Telegram in Kazakhstan by that of 5sim, for 0.80, and
 * sells each for 1.20. The first one has WhatsApp in a pool of `poolNumbers`, and Telegram on demand from a classic supplier.
 * Neither has a bot.
 */
export async function openTwoShops(o: {
  poolNumbers: number;
  databases?: readonly [TestDatabase, TestDatabase];
}): Promise<TwoShops> {
  const common = { roles: ['worker', 'api'], pollIntervalMs: 300 } as const;
  const [database1, database2] = o.databases ?? [];
  const world1 = await openLiveWorld({ ...common, poolNumbers: o.poolNumbers, database: database1 });
  const world2 = await openLiveWorld({ ...common, poolNumbers: 0, database: database2 });
  const [first, second] = [await sideOf(world1), await sideOf(world2)];
  const keys: string[] = [];
  const keyAt = async (world: LiveWorld, userId: bigint, name: string) => {
    const order = { userId, name, scopes: ['BUY', 'READ'], actor: { type: 'USER', id: String(userId) } } as const;
    const made = await withApp(world, (app) => createResaleKey(app, order));
    if (made.kind !== 'created') throw new Error(`No key was made: ${made.problem.kind}`);
    keys.push(made.key);
    return made.key;
  };
  const resellerId = await personAt(world1, 1);
  // A key for each protocol, as whoever buys by two of them would have.
  const handlerKey = await keyAt(world1, resellerId, 'second shop');
  const fiveSimKey = await keyAt(world1, resellerId, 'second shop, 5sim');
  await Promise.all([world1, world2].map(liftLimits));
  await supplyFrom(world2, { address: first.process.address, handlerKey, fiveSimKey });
  let people = 0;
  return {
    ...{ first, second, resellerId, keys, inbox: world1.inbox, classic: world1.classic },
    async buyer() {
      people += 1;
      const userId = await personAt(world2, people);
      return { userId, key: await keyAt(world2, userId, 'program') };
    },
    async close() {
      await Promise.all([second, first].map(({ process }) => process.close()));
      await Promise.all([world1.close(), world2.close()]);
    },
  };
}

async function sideOf(world: LiveWorld): Promise<ShopSide> {
  return { world, process: await shopProcess(world) };
}

async function personAt(world: LiveWorld, telegramId: number): Promise<bigint> {
  const [row] = await world.query<{ id: string }>(
    `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at) VALUES ($1, 'Somebody', now(), now()) RETURNING id`,
    [telegramId],
  );
  await world.gives(BigInt(telegramId), OWNER_BALANCE);
  return BigInt(row!.id);
}

/** One shop is one customer of the other, and does in a minute what is meant for an hour. */
async function liftLimits(world: LiveWorld): Promise<void> {
  await world.query(
    `INSERT INTO settings (key, value, updated_at) SELECT key, '1000', now() FROM unnest($1::text[]) key`,
    [LIMITS],
  );
}

async function supplyFrom(
  world: LiveWorld,
  o: { address: string; handlerKey: string; fiveSimKey: string },
): Promise<void> {
  const box = new SecretBox(world.config.secretKey);
  const supplier = `UPDATE providers SET name = $2, protocol = $3, base_url = $4, api_key_sealed = $5, options = $6 WHERE id = $1`;
  const byHandler = [1, 'handler_api', 'handler_api', `${o.address}/stubs/handler_api.php`, box.seal(o.handlerKey)];
  await world.query(supplier, [...byHandler, JSON.stringify({ dialect: 'classic', cancelAfterMs: 0 })]);
  const byFiveSim = [2, 'five_sim', 'five_sim', `${o.address}/v1`, box.seal(o.fiveSimKey), '{}'];
  await world.query(supplier, byFiveSim);
  await world.query(
    `UPDATE routes SET is_pool = false, service_code = 'wa', country_code = '49', max_cost = 9000 WHERE id = 1`,
  );
  await world.query(
    `UPDATE routes SET service_code = 'telegram', country_code = 'kazakhstan', max_cost = 9000 WHERE id = 2`,
  );
  await world.query('UPDATE offers SET price = 12000');
}
