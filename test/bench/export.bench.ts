import { get } from 'node:http';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { to } from 'pg-copy-streams';
import { createHttpServer } from '../../src/api/server';
import { Secret } from '../../src/config/secret';
import { SecretBox } from '../../src/platform/secret-box';
import { createApiKey } from '../../src/usecases/access/create-api-key';
import { benchApp } from './support/bench-app';
import { openBenchDatabase, seedPool } from './support/bench-database';
import { median, round } from './support/measure';
import { optionsOf } from './support/options';

const USERS = 1_000;
const FEW = 10_000;

/**
 * A whole export over HTTP against raw COPY of the same rows to a reader that does nothing, in turns on one server, and
 * how far the memory of the process grows for many rows and for few. Options: --rows=1000000 --rounds=3.
 */
export async function run(args: string[]) {
  const option = optionsOf(args).number;
  const rows = option('rows', 1_000_000);
  const rounds = option('rounds', 3);
  const bench = await openBenchDatabase(4);
  const app = benchApp(bench.db);
  const secretBox = new SecretBox(new Secret(Buffer.alloc(32, 7).toString('base64')));
  const server = await createHttpServer({ app, secretBox, http: { host: '127.0.0.1', port: 0 } });
  try {
    await server.listen();
    const actor = { type: 'ADMIN', id: 'bench' } as const;
    const made = await createApiKey(app, { name: 'bench', scopes: ['wallet:read'], actor });
    if (made.kind !== 'created') throw new Error(made.problem.kind);
    await seed(bench.owner, rows);
    await bench.checkpoint();
    const url = (query = '', format = 'csv') => `${server.address}/exports/transactions.${format}${query}`;
    const download = (address: string) => timed(() => take(address, made.key));
    const copy = () => timed(() => rawCopy(bench.owner));

    await download(url(`?limit=${FEW}`)); // compiles, and warms both sides
    const few = await download(url(`?limit=${FEW}`));
    const raw = [await copy()];
    const csv = [await download(url())];
    for (let i = 1; i < rounds; i += 1) {
      raw.push(await copy());
      csv.push(await download(url()));
    }
    const jsonl = await download(url('', 'jsonl'));
    const gzip = await download(url('?gzip=true'));
    const rawMs = median(raw.map(({ ms }) => ms));
    const csvMs = median(csv.map(({ ms }) => ms));
    return {
      rows,
      bytes: csv[0]!.bytes,
      rawCopyMs: rawMs,
      csvMs,
      ratio: round(rawMs / csvMs),
      csvRowsPerSecond: Math.round((rows / csvMs) * 1000),
      jsonlMs: jsonl.ms,
      gzipMs: gzip.ms,
      growthMb: Math.max(...csv.map(({ growthMb }) => growthMb)),
      growthMbOf10000: few.growthMb,
    };
  } finally {
    await server.close();
    await bench.close();
  }
}

/** Rows as the books write them, without the work of keeping them: nothing but their export is measured. */
async function seed(owner: Client, rows: number): Promise<void> {
  await seedPool(owner, { numbers: 1, buyers: USERS });
  await owner.query('ALTER TABLE transfers DISABLE TRIGGER USER');
  await owner.query(
    `INSERT INTO transfers (key, type, from_account, to_account, amount, user_id, actor_type, actor_id, reason,
       available_after, held_after, created_at)
     SELECT 'bench:' || i, 'ADD', 'FUNDING', 'AVAILABLE', 12500 + i % 7, 1 + i % $2::int, 'ADMIN', 'bench',
       'Top-up ' || i, 12500::bigint * i, 0, now() FROM generate_series($2::int + 1, $1::int) i`,
    [rows, USERS],
  );
  await owner.query('ALTER TABLE transfers ENABLE TRIGGER USER');
  await owner.query('VACUUM ANALYZE transfers');
}

async function rawCopy(owner: Client): Promise<number> {
  let bytes = 0;
  const sink = new Writable({
    write(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      done();
    },
  });
  const columns = `id, key, type, from_account, to_account, amount, user_id, reservation_id, actor_type, actor_id, reason,
    available_after, held_after, created_at`;
  await pipeline(owner.query(to(`COPY (SELECT ${columns} FROM transfers ORDER BY id) TO STDOUT (FORMAT csv)`)), sink);
  return bytes;
}

/** Reads an export to its end and throws it away. */
function take(address: string, key: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { authorization: `Bearer ${key}` } }, (answer) => {
      let bytes = 0;
      answer.on('data', (piece: Buffer) => {
        bytes += piece.length;
      });
      answer.on('error', reject);
      answer.on('end', () =>
        answer.trailers['x-export-rows'] ? resolve(bytes) : reject(new Error(`answered ${answer.statusCode}`)),
      );
    }).on('error', reject);
  });
}

/** How long it took, and by how many megabytes the memory of the process stood above where it began, at most. */
async function timed(act: () => Promise<number>) {
  global.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  const began = performance.now();
  try {
    const bytes = await act();
    return { bytes, ms: round(performance.now() - began), growthMb: round((most - before) / 2 ** 20) };
  } finally {
    clearInterval(watch);
  }
}
