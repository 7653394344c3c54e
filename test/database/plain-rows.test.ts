import { ApiKey } from '../../src/database/entities/api-key.entity';
import { Setting } from '../../src/database/entities/setting.entity';
import { User } from '../../src/database/entities/user.entity';
import { nameOf } from '../../src/database/queryable';
import { openShop, type Shop } from '../support/shop';

describe('a plain row through TypeORM', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  const key = () => ({ name: 'k', hash: Buffer.from('k'), scopes: ['users:read'], createdAt: shop.clock.now() });

  it('is written and read with whole numbers of 64 bits, inside a transaction and out of one', async () => {
    const { db } = shop.app;
    const at = shop.clock.now();
    const made = await db.manager.insert(User, {
      telegramId: 2n ** 60n,
      firstName: 'A',
      createdAt: at,
      lastSeenAt: at,
    });
    const id = made.identifiers[0]!.id as bigint;
    expect(typeof id).toBe('bigint');
    await db.transact(async (tx) => {
      const changed = await tx.manager.update(User, { id, telegramId: 2n ** 60n }, { isBanned: true });
      expect(changed.affected).toBe(1);
      expect(await db.manager.findOneBy(User, { id })).toMatchObject({ isBanned: false });
    });
    const found = await db.manager.findOne(User, {
      select: { id: true, isBanned: true, createdAt: true },
      where: { id },
    });
    expect(found).toEqual({ id, isBanned: true, createdAt: at });
    expect((await db.manager.delete(User, { id: 0n })).affected).toBe(0);
  });

  it('fails with what Postgres says, and with none of the values', async () => {
    const { manager } = shop.app.db;
    await manager.insert(ApiKey, key());
    const error = await manager.insert(ApiKey, key()).catch((one) => one);
    expect(error).toMatchObject({ code: '23505', constraint: 'api_keys_hash_key' });
    expect(error).not.toHaveProperty('parameters');
  });

  it('is prepared once for each connection', async () => {
    await shop.app.db.transact(async (tx) => {
      for (const name of ['a', 'b']) await tx.manager.findOneBy(Setting, { key: name });
      const prepared = await tx.sql.rows<{ name: string; statement: string }>(
        'test.prepared',
        `SELECT name, statement FROM pg_prepared_statements WHERE statement LIKE '%FROM "settings"%' AND name <> 'test.prepared'`,
      );
      expect(prepared).toHaveLength(1);
      expect(prepared[0]!.name).toBe(nameOf(prepared[0]!.statement));
    });
  });

  it('ends with the request that asks for it', async () => {
    const ended = new AbortController();
    const asked = shop.app.db.during(ended.signal);
    await shop.app.db.transact(async (tx) => {
      await tx.sql.rows('test.lock', 'LOCK TABLE settings');
      const reading = asked.manager.find(Setting);
      setTimeout(() => ended.abort(new Error('the caller has gone')), 50);
      await expect(reading).rejects.toThrow('the caller has gone');
    });
  });
});
