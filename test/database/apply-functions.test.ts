import { Client } from 'pg';
import { type FunctionFile, functionFile, readFunctions } from '../../src/database/apply-functions';
import { emitDatabaseSql } from '../../src/database/emit-database-sql';
import { migrate } from '../../src/database/migrate';
import { openTestDatabase, type TestDatabase } from '../support/database';

const RELEASE: string = require('../../package.json').version;

let database: TestDatabase;
let owner: Client;
beforeEach(async () => {
  database = await openTestDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterEach(async () => {
  await owner.end();
  await database.drop();
});

describe('the functions of the database', () => {
  it('whose body changed are replaced in place; no other is touched', async () => {
    const before = await known();
    await applies([...edited('count_use', (sql) => sql.replace('usage_count + 1,', 'usage_count + 2,'))]);
    const after = await known();
    expect(after.count_use).not.toEqual(before.count_use);
    expect(after.count_use?.map(({ oid }) => oid)).toEqual(before.count_use?.map(({ oid }) => oid));
    expect({ ...after, count_use: undefined }).toEqual({ ...before, count_use: undefined });
  });

  it('whose parameters changed are there once, as the file has them', async () => {
    await applies(
      edited('rank_routes', (sql) =>
        sql.replace('timestamptz) RETURNS integer', 'timestamptz, p_of integer) RETURNS bigint'),
      ),
    );
    expect((await known()).rank_routes).toMatchObject([
      { head: 'p_now timestamp with time zone, p_of integer -> bigint' },
    ]);
  });

  it('bring their triggers along, also ones that others were before', async () => {
    await applies(edited('refuse_change', (sql) => sql.replace('wallets_owner_fixed', 'wallets_owner_stays')));
    const { rows } = await owner.query(
      `SELECT tgname FROM pg_trigger WHERE tgfoid = 'refuse_change'::regproc ORDER BY 1`,
    );
    expect(rows.map(({ tgname }) => tgname)).toEqual([
      'audit_log_append_only',
      'transfers_append_only',
      'wallets_owner_stays',
    ]);
  });

  it('that no file has any more are dropped with their triggers', async () => {
    await applies(readFunctions().filter(({ name }) => name !== 'user_event'));
    expect((await known()).user_event).toBeUndefined();
    expect((await owner.query(`SELECT 1 FROM pg_trigger WHERE tgname = 'users_event'`)).rowCount).toBe(0);
  });

  it('come all or none: one that cannot be made leaves the others as they were', async () => {
    const before = await known();
    const files = edited('count_use', (sql) => sql.replace('usage_count + 1,', 'usage_count + 2,'));
    await expect(applies([...files, functionFile('zzz', 'CREATE FUNCTION zzz( AS $$ $$')])).rejects.toThrow('syntax');
    expect(await known()).toEqual(before);
  });

  it('stay those of a newer release when an older one starts, and say so in a line', async () => {
    const newer = edited('count_use', (sql) => sql.replace('usage_count + 1,', 'usage_count + 2,'));
    await applies(newer, '0.10.0');
    const after = await known();
    expect(await applies(readFunctions(), '0.9.0')).toEqual([
      'the database has the functions of a newer release: they stay',
    ]);
    expect(await known()).toEqual(after);
    await applies(readFunctions(), '0.10.1');
    expect((await known()).count_use).not.toEqual(after.count_use);
  });

  it('are as the files say after a start, whatever a start before was', async () => {
    const before = await emitDatabaseSql(owner);
    const other = edited('post_transfer', (sql) => sql.replace('RETURN NULL', 'RETURN NEW'));
    await applies(other.filter(({ name }) => name !== 'user_event'));
    expect(await emitDatabaseSql(owner)).not.toBe(before);
    await migrate(database.ownerUrl);
    expect(await emitDatabaseSql(owner)).toBe(before);
  });

  it('are in force after a start, also where a hand or a migration dropped or disabled some', async () => {
    const before = await emitDatabaseSql(owner);
    await owner.query('ALTER TABLE transfers DISABLE TRIGGER post_transfer');
    await owner.query('DROP TRIGGER wallets_owner_fixed ON wallets');
    await owner.query('DROP FUNCTION sum_counts');
    await migrate(database.ownerUrl);
    expect(await emitDatabaseSql(owner)).toBe(before);
    const asleep = await owner.query(`SELECT tgname FROM pg_trigger WHERE tgenabled <> 'O'`);
    expect(asleep.rows).toEqual([]);
  });

  it('guard the money without a gap while they are replaced, body and trigger', async () => {
    const { rows: users } = await owner.query(
      `INSERT INTO users (created_at, last_seen_at) SELECT now(), now() FROM generate_series(1, 3) RETURNING id`,
    );
    let isOver = false;
    let posted = 0;
    let refused = 0;
    const busy = users.map(async ({ id }) => {
      const client = new Client({ connectionString: database.ownerUrl });
      await client.connect();
      for (let n = 1; !isOver; n += 1) {
        await client.query(
          `INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, created_at)
           VALUES ($1, 'ADD', 'FUNDING', 'AVAILABLE', 1, $2, 'JOB', 'test', now())`,
          [`${id}:${n}`, id],
        );
        posted += 1;
        await client.query('DELETE FROM transfers').catch(() => {
          refused += 1;
        });
      }
      await client.end();
    });
    const guards = ['prepare_transfer', 'post_transfer', 'refuse_change', 'only_forgets', 'create_wallet'];
    for (let round = 1; round <= 6; round += 1) {
      const spaces = ' '.repeat(round); // odd rounds change the body alone, even ones the head, so that triggers are remade
      const target = round % 2 ? 'BEGIN' : 'RETURNS trigger';
      await applies(
        readFunctions().map((file) =>
          guards.includes(file.name) ? functionFile(file.name, file.sql.replace(target, target + spaces)) : file,
        ),
      );
    }
    isOver = true;
    await Promise.all(busy);
    const { rows } = await owner.query(
      `SELECT (SELECT sum(available) FROM wallets)::integer AS wallets, (SELECT count(*) FROM transfers)::integer AS transfers`,
    );
    expect(rows).toEqual([{ wallets: posted, transfers: posted }]);
    expect([posted > 10, refused]).toEqual([true, posted]);
  });
});

/** All files, one of them as `change` makes it. */
function edited(name: string, change: (sql: string) => string): FunctionFile[] {
  return readFunctions().map((file) => {
    if (file.name !== name) return file;
    const sql = change(file.sql);
    expect(sql).not.toBe(file.sql);
    return functionFile(name, sql);
  });
}

/** A start of a release that has these files. Returns what it warned of. */
async function applies(files: readonly FunctionFile[], release = RELEASE): Promise<string[]> {
  const warned: string[] = [];
  const log = { info: () => undefined, warn: (_facts: unknown, message?: string) => void warned.push(message ?? '') };
  await migrate(database.ownerUrl, { files, release, log });
  return warned;
}

/** Functions by name, with what tells one version from another. */
async function known(): Promise<Record<string, { oid: number; head: string; body: string; xmin: string }[]>> {
  const { rows } = await owner.query(
    `SELECT proname AS name, oid, xmin::text, prosrc AS body,
       pg_get_function_arguments(oid) || ' -> ' || pg_get_function_result(oid) AS head
     FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY oid`,
  );
  const byName: Awaited<ReturnType<typeof known>> = {};
  for (const { name, ...row } of rows) byName[name] = [...(byName[name] ?? []), row];
  return byName;
}
