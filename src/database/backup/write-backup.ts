import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { PoolClient } from 'pg';
import { to } from 'pg-copy-streams';
import type { Database } from '../database';

/** The first line of a backup. */
export interface BackupHead {
  readonly numbershop: 1;
  readonly at: string;
  /** Names of the migrations of its schema, in their order. */
  readonly migrations: readonly string[];
}
/** Before the rows of a table; they are COPY's text format and end with `\.`. */
export interface TableHead {
  readonly table: string;
  readonly columns: readonly string[];
}
/** The last line. The hash is of all bytes before it. */
export interface BackupEnd {
  readonly end: true;
  readonly tables: number;
  readonly rows: number;
  readonly sha256: string;
}

/** What means something only while the shop runs; and files of exports, whose links live for a day. */
export const NOT_KEPT = [
  'migrations',
  'applied_functions',
  'leases',
  'job_ticks',
  'feed_watches',
  'feed_changes',
  'exports',
  'export_pieces',
];

/**
 * Writes every table into one file (gzip), under one snapshot, beside a running shop and holding no more than a piece of it.
 * The file appears when it is whole. Secrets in it stay sealed.
 */
export async function writeBackup(db: Database, file: string, at: Date): Promise<BackupEnd> {
  const client = await db.pool.connect();
  const unfinished = `${file}.part`;
  let isWhole = false;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const zip = createGzip({ level: 6 });
    const stored = zip.pipe(createWriteStream(unfinished, { mode: 0o600 }));
    const isStored = finished(stored);
    isStored.catch((error) => zip.destroy(error));
    const end = await writeAll(client, zip, at);
    zip.end();
    await isStored;
    await client.query('COMMIT');
    await rename(unfinished, file);
    isWhole = true;
    return end;
  } finally {
    client.release(!isWhole);
    if (!isWhole) await rm(unfinished, { force: true });
  }
}

async function writeAll(client: PoolClient, out: Writable, at: Date): Promise<BackupEnd> {
  const hash = createHash('sha256');
  const put = async (bytes: string | Buffer) => {
    hash.update(bytes);
    if (!out.write(bytes)) await drained(out);
  };
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY timestamp');
  const head: BackupHead = { numbershop: 1, at: at.toISOString(), migrations: rows.map(({ name }) => name) };
  await put(line(head));
  const tables = await tablesOf(client);
  let count = 0;
  for (const table of tables) {
    await put(line(table));
    const copy = client.query(
      to(`COPY ${table.table} (${table.columns.map((name) => `"${name}"`).join(', ')}) TO STDOUT`),
    );
    for await (const bytes of copy) await put(bytes as Buffer);
    await put('\\.\n');
    count += copy.rowCount;
  }
  const end: BackupEnd = { end: true, tables: tables.length, rows: count, sha256: hash.digest('hex') };
  out.write(line(end));
  return end;
}

function drained(out: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => () => {
      out.off('drain', onDrain);
      out.off('close', onClose);
      act();
    };
    const onDrain = settle(resolve);
    const onClose = settle(() => reject(new Error('The backup cannot be written: is the disk full?')));
    out.once('drain', onDrain);
    out.once('close', onClose);
  });
}

/** Tables with their columns; those that others refer to come before them. */
async function tablesOf(client: PoolClient): Promise<TableHead[]> {
  const { rows: tables } = await client.query<{ table: string; columns: string[] }>(
    `SELECT c.relname AS table, (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
     FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> ALL ($1) ORDER BY 1`,
    [NOT_KEPT],
  );
  const { rows: references } = await client.query<{ from: string; to: string }>(
    `SELECT DISTINCT conrelid::regclass::text AS from, confrelid::regclass::text AS to FROM pg_constraint
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conrelid <> confrelid`,
  );
  const placed: TableHead[] = [];
  const isPlaced = (name: string) => placed.some(({ table }) => table === name);
  while (placed.length < tables.length) {
    const next = tables.find(
      ({ table }) => !isPlaced(table) && references.every(({ from, to: other }) => from !== table || isPlaced(other)),
    );
    if (!next) throw new Error('Tables refer to each other in a circle, so none of them can be restored first.');
    placed.push(next);
  }
  return placed;
}

const line = (value: BackupHead | TableHead | BackupEnd) => `${JSON.stringify(value)}\n`;
