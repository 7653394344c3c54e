import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';
import type { BackupEnd, BackupHead, TableHead } from './write-backup';

/** Why a backup was not restored; nothing was changed. */
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused';
}

const LF = 10;
const PIECE = 1024 * 1024;

/**
 * Puts a backup into a database of the same schema that has no users, services or providers yet, in one transaction. The
 * client must be the schema's owner. Throws RestoreRefused, or what is wrong with the file; then nothing was changed.
 */
export async function restoreBackup(client: Client, file: string): Promise<BackupEnd> {
  await client.query('BEGIN');
  try {
    await refuseUnlessEmpty(client);
    const end = await load(client, file);
    await client.query('COMMIT');
    return end;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function refuseUnlessEmpty(client: Client): Promise<void> {
  const { rows } = await client.query<{ full: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM users) OR EXISTS (SELECT 1 FROM services) OR EXISTS (SELECT 1 FROM providers) AS full`,
  );
  if (rows[0]!.full)
    throw new RestoreRefused(
      'This database is not empty. Restore into a new one: another DATA_DIR, or another DATABASE_URL.',
    );
  const { rows: others } = await client.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'numbershop'`,
  );
  if (others[0]!.count > 0) throw new RestoreRefused('A shop runs on this database. Stop it first.');
}

async function load(client: Client, file: string): Promise<BackupEnd> {
  const hash = createHash('sha256');
  const lines = new Lines(createReadStream(file).pipe(createGunzip()));
  const head = parsed<BackupHead>(await lines.next(hash));
  if (head?.numbershop !== 1) throw new RestoreRefused('This file is no backup of a number shop.');
  await refuseOtherSchema(client, head);
  const tables: string[] = [];
  let rows = 0;
  for (;;) {
    const text = await lines.next();
    const given = parsed<TableHead | BackupEnd>(text);
    if (!given) throw new RestoreRefused('This backup is cut off.');
    if ('end' in given) {
      if (given.sha256 !== hash.digest('hex') || given.rows !== rows || given.tables !== tables.length)
        throw new RestoreRefused('This backup is damaged: it is not what was written.');
      for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
      await setSequences(client);
      return given;
    }
    hash.update(`${text}\n`);
    if (!/^[a-z_]+$/.test(given.table)) throw new RestoreRefused('This backup names a table that cannot be.');
    // Triggers would do again what stands in the rows; foreign keys and checks go on watching.
    await client.query(`ALTER TABLE ${given.table} DISABLE TRIGGER USER`);
    await client.query(`DELETE FROM ${given.table}`);
    rows += await copyTable(client, given, lines, hash);
    tables.push(given.table);
  }
}

async function refuseOtherSchema(client: Client, { migrations }: BackupHead): Promise<void> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY timestamp');
  const here = rows.map(({ name }) => name);
  if (migrations.join() === here.join()) return;
  // A name ends in 13 digits, its time. The list of 0.3.0 was longer than that of the releases behind it.
  const [theirs, ours] = [migrations, here].map((names) => Number(names.at(-1)?.slice(-13)));
  throw new RestoreRefused(
    theirs! > ours!
      ? `This backup is of a newer program (${migrations.at(-1)}). Update this one first.`
      : `This backup is of an older program (${migrations.at(-1)}). Restore it with that one, then update.`,
  );
}

async function copyTable(client: Client, { table, columns }: TableHead, lines: Lines, hash: Hash): Promise<number> {
  const copy = client.query(
    from(`COPY ${table} (${columns.map((name) => `"${name.replaceAll('"', '')}"`).join(', ')}) FROM STDIN`),
  );
  const done = new Promise<void>((resolve, reject) => {
    copy.once('finish', resolve);
    copy.once('error', reject);
  });
  done.catch(() => undefined); // awaited below
  let rows = 0;
  let held: string[] = [];
  let size = 0;
  for (;;) {
    const text = await lines.next(hash);
    if (text === undefined) {
      const refused = new RestoreRefused('This backup is cut off.');
      copy.destroy(refused); // while it is open, the rollback would wait for it for ever
      throw refused;
    }
    const isEnd = text === '\\.';
    if (!isEnd) {
      held.push(text);
      size += text.length;
      rows += 1;
    }
    if ((isEnd || size > PIECE) && held.length > 0) {
      if (!copy.write(`${held.join('\n')}\n`))
        await Promise.race([new Promise((resolve) => copy.once('drain', resolve)), done]);
      held = [];
      size = 0;
    }
    if (isEnd) break;
  }
  copy.end();
  await done;
  return rows;
}

/** New rows go on behind the restored ones. */
async function setSequences(client: Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `SELECT c.relname AS table, a.attname AS column, pg_get_serial_sequence(c.relname, a.attname) AS sequence
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
       AND pg_get_serial_sequence(c.relname, a.attname) IS NOT NULL`,
  );
  for (const { table, column, sequence } of rows)
    await client.query(`SELECT setval($1, COALESCE((SELECT max("${column}") FROM ${table}), 0) + 1, false)`, [
      sequence,
    ]);
}

type Hash = ReturnType<typeof createHash>;

/** Lines of a stream, one at a time; each that is hashed counts with its end. */
class Lines {
  private readonly pieces: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(stream: NodeJS.ReadableStream) {
    this.pieces = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  async next(hash?: Hash): Promise<string | undefined> {
    let end = this.rest.indexOf(LF);
    while (end < 0) {
      const { value, done } = await this.pieces.next();
      if (done) return undefined;
      const before = this.rest.length;
      this.rest = Buffer.concat([this.rest, value]);
      end = this.rest.indexOf(LF, before);
    }
    const text = this.rest.subarray(0, end);
    hash?.update(this.rest.subarray(0, end + 1));
    this.rest = this.rest.subarray(end + 1);
    return text.toString('utf8');
  }
}

function parsed<Value>(text: string | undefined): Value | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Value);
  } catch {
    return undefined;
  }
}
