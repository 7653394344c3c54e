import { createHash } from 'node:crypto';
import { get, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import Papa from 'papaparse';
import { Client } from 'pg';
import { SCOPES, type Scope } from '../../src/domain/access/scopes';
import { EXPORT_ENTITIES, EXPORT_FORMATS } from '../../src/domain/exports/export-kinds';
import { type ApiShop, openApiShop } from './support/api-shop';
import type { Loose } from './support/graphql-client';

/** What people write into names and operators into reasons, some of it to hurt whoever opens the file. */
const NASTY = [
  '=1+1',
  '+371 20000000',
  '-2',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  "'quoted",
  '＝1',
  'plain',
  'comma, "quotes" and \'apostrophes\'',
  'two\nlines',
  'two\r\nlines\r',
  '\\.',
  '\\N',
  '"',
  '""',
  ' leading',
  '🙂 مرحبا привет',
  '؜=1',
  'NULL',
  '{"a":1}',
];
const STARTS_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

interface Export {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly trailers: NodeJS.Dict<string>;
  readonly bytes: Buffer;
  readonly text: string;
}

describe('exports', () => {
  let shop: ApiShop;
  let key: string;
  beforeAll(async () => {
    shop = await openApiShop();
    key = await shop.key('users:read', 'wallet:read', 'reservations:read', 'numbers:read', 'messages:read');
  });
  afterAll(() => shop?.close());

  /** With node's own client, since fetch hides trailers. */
  function take(path: string, headers: Record<string, string> = {}): Promise<Export> {
    return new Promise((resolve, reject) => {
      const sent = { authorization: `Bearer ${key}`, ...headers };
      get(`${shop.server.address}/exports/${path}`, { headers: sent }, (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece) => pieces.push(piece));
        answer.on('error', reject);
        answer.on('end', () => {
          const bytes = Buffer.concat(pieces);
          const { statusCode, trailers } = answer;
          resolve({ status: statusCode!, headers: answer.headers, trailers, bytes, text: bytes.toString('utf8') });
        });
      }).on('error', reject);
    });
  }

  const csvOf = (text: string) => parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
  const linesOf = (text: string): Loose[] =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  const unguarded = (cell: string) => cell.replace(/^'/, '');

  it('gives every cell back to two readers, and none that starts a formula', async () => {
    for (const name of NASTY) await shop.user({ firstName: name });
    const { status, headers, text } = await take('users.csv');
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const rows = csvOf(text);
    const other = Papa.parse<Record<string, string>>(text, { header: true, newline: '\r\n', skipEmptyLines: true });
    expect(other.errors).toEqual([]);
    expect(other.data).toEqual(rows);
    expect(rows.map(({ firstName }) => unguarded(firstName!))).toEqual(NASTY);
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(STARTS_FORMULA);
    expect(text.replace(/"([^"]|"")*"/g, '""').match(/[^\r]\n/)).toBeNull(); // outside quotes each line ends in CRLF
  });

  it('says as JSON lines what it says as CSV, unguarded', async () => {
    const rows = linesOf((await take('users.jsonl')).text);
    expect(rows.map(({ firstName }) => firstName)).toEqual(NASTY);
    expect(rows[0]).toMatchObject({ isBanned: false, available: '0.0000', lastName: null });
    expect(rows[0].id).toEqual(expect.any(String));
  });

  it('tells how many rows there were and what they hash to, after the last one', async () => {
    for (const path of ['users.csv', 'users.jsonl', 'users.csv?bom=true', 'users.csv?header=false']) {
      const { bytes, trailers } = await take(path);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(trailers).toEqual({ 'x-export-rows': String(NASTY.length), 'x-export-sha256': sha256 });
    }
    expect((await take('users.csv?bom=true')).bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect((await take('users.csv?bom=true')).text.slice(1)).toBe((await take('users.csv')).text);
    expect((await take('users.csv?header=false')).text).not.toContain('firstName');
  });

  it('writes money exactly, phone numbers with their plus, and never a code', async () => {
    const buyer = await shop.user({ firstName: 'Buyer' });
    const reservationId = await shop.sale(buyer, '918273');
    const [reservation] = csvOf((await take(`reservations.csv?userId=${buyer}`)).text);
    const phone = reservation!.phone!;
    expect(phone).toMatch(/^'\+372\d+$/);
    expect(reservation).toMatchObject({ id: String(reservationId), status: 'COMPLETED', country: 'EE' });
    expect(linesOf((await take('reservations.jsonl')).text)[0].phone).toBe(phone.slice(1));

    const moves = csvOf((await take(`transactions.csv?userId=${buyer}`)).text);
    expect(moves.map(({ type }) => type)).toEqual(['ADD', 'HOLD', 'PURCHASE']);
    expect(moves[0]!.amount).toMatch(/^\d+\.\d{4}$/);
    expect(moves.map(({ createdAt }) => createdAt)).toEqual(
      moves.map(({ createdAt }) => new Date(createdAt!).toISOString()),
    );
    const answer = await shop.ask(`{ transactions(sort: OLDEST) { edges { node {
      id type from to amount actorType actorId reason availableAfter heldAfter createdAt } } } }`);
    const nodes = answer.data.transactions.edges.map(({ node }: Loose) => node);
    const all = linesOf((await take('transactions.jsonl')).text);
    expect(all.map(({ userId, reservationId, key: _key, ...same }) => same)).toEqual(nodes);

    for (const path of ['messages', 'numbers', 'reservations', 'transactions', 'users']) {
      for (const format of ['csv', 'jsonl']) {
        const { status, text } = await take(`${path}.${format}`);
        expect([status, text.length > 50, text.includes('918273')]).toEqual([200, true, false]);
      }
    }
  });

  it('filters as the lists do, and names every mistake in a query', async () => {
    const numbers = csvOf((await take('numbers.csv?statuses=USED,RESERVED&origin=POOL')).text);
    expect(numbers.map(({ status }) => status)).toEqual(['USED']);
    expect(csvOf((await take('reservations.csv?statuses=WAITING_CODE')).text)).toEqual([]);
    expect(csvOf((await take(`users.csv?search=${encodeURIComponent("quotes' OR 1=1 --")}`)).text)).toEqual([]);
    expect(csvOf((await take(`users.csv?search=${encodeURIComponent('"quotes"')}`)).text)).toHaveLength(1);
    expect(csvOf((await take('transactions.csv?types=HOLD&minAmount=0.0001&from=2020-01-01')).text)).toHaveLength(1);

    const wrong = await take('transactions.csv?types=HELD&minAmount=abc&colour=red&after=x');
    expect(wrong.status).toBe(400);
    for (const word of ['types', 'minAmount', 'colour', 'after']) expect(wrong.text).toContain(word);
  });

  it('goes on after the last row that was received', async () => {
    const whole = csvOf((await take('users.csv')).text);
    const first = csvOf((await take('users.csv?limit=5')).text);
    const rest = csvOf((await take(`users.csv?after=${first.at(-1)!.id}`)).text);
    expect([...first, ...rest]).toEqual(whole);
    expect((await take(`users.csv?after=${whole.at(-1)!.id}`)).trailers['x-export-rows']).toBe('0');
  });

  it('packs the answer when the client can unpack it, or as a file of its own', async () => {
    const { text, trailers } = await take('users.csv');
    const encoded = await take('users.csv', { 'accept-encoding': 'gzip, deflate' });
    expect([encoded.headers['content-encoding'], gunzipSync(encoded.bytes).toString()]).toEqual(['gzip', text]);
    expect(encoded.trailers).toEqual(trailers);
    const file = await take('users.csv?gzip=true', { 'accept-encoding': 'gzip' });
    expect([file.headers['content-encoding'], file.headers['content-type']]).toEqual([undefined, 'application/gzip']);
    expect(file.headers['content-disposition']).toContain('users.csv.gz');
    expect(gunzipSync(file.bytes).toString()).toBe(text);
    expect((await take('users.csv', { 'accept-encoding': 'gzip;q=0' })).text).toBe(text);
  });

  it('gives HTTP/1.0 the same bytes, ended by the end of the connection', async () => {
    const { host, hostname, port } = new URL(shop.server.address);
    const socket = connect(Number(port), hostname);
    socket.write(`GET /exports/users.csv HTTP/1.0\r\nhost: ${host}\r\nauthorization: Bearer ${key}\r\n\r\n`);
    const pieces: Buffer[] = [];
    for await (const piece of socket) pieces.push(piece as Buffer);
    const answer = Buffer.concat(pieces).toString();
    const [head = ''] = answer.split('\r\n\r\n', 1);
    expect(head).toMatch(/^HTTP\/1\.[01] 200/);
    expect(head.toLowerCase()).not.toMatch(/transfer-encoding|trailer/);
    expect(answer.slice(head.length + 4)).toBe((await take('users.csv')).text);
  });

  it('gives a key with one scope the export of those rows, and no other', async () => {
    const opens: Partial<Record<Scope, readonly string[]>> = {
      'users:read': ['users'],
      'wallet:read': ['transactions'],
      'reservations:read': ['reservations'],
      'numbers:read': ['numbers'],
      'messages:read': ['messages'],
      'payments:read': ['payments', 'receipts'],
      'support:read': ['support'],
    };
    for (const scope of SCOPES) {
      const authorization = `Bearer ${await shop.key(scope)}`;
      const given: string[] = [];
      for (const entity of EXPORT_ENTITIES) {
        const answers = await Promise.all(
          EXPORT_FORMATS.map((format) => take(`${entity}.${format}?limit=1`, { authorization })),
        );
        const statuses = new Set(answers.map(({ status }) => status));
        if (statuses.has(200)) given.push(entity);
        expect([scope, entity, [...statuses]]).toEqual([scope, entity, [statuses.has(200) ? 200 : 403]]);
      }
      expect([scope, given]).toEqual([scope, opens[scope] ?? []]);
    }
  });

  it('asks for a key that is known, and leaves a line in the audit log', async () => {
    const { bytes } = await take('users.csv', { authorization: 'Bearer nsk_wrong' });
    expect(bytes.toString()).toContain('UNAUTHENTICATED');
    await take('users.csv?search=ann', { 'x-request-id': 'export-request-1' });
    const [line] = await shop.app.db.sql.rows<Loose>(
      'test.audit',
      `SELECT action, entity_id, facts FROM audit_log WHERE request_id = 'export-request-1'`,
    );
    expect(line).toMatchObject({ action: 'export.read', entity_id: 'users', facts: { filter: { search: 'ann' } } });
  });

  it('sees one moment: what is written while it runs is not in it', async () => {
    const before = csvOf((await take('users.csv')).text).length;
    await shop.app.db.sql.rows(
      'test.many',
      `INSERT INTO users (telegram_id, first_name, created_at, last_seen_at)
       SELECT 50000 + i, repeat('x', 1000), now(), now() FROM generate_series(1, 20000) i`,
    );
    const reading = new Promise<Buffer[]>((resolve, reject) => {
      const headers = { authorization: `Bearer ${key}` };
      get(`${shop.server.address}/exports/users.csv`, { headers }, (answer) => {
        const pieces: Buffer[] = [];
        answer.once('data', (piece) => {
          pieces.push(piece);
          answer.pause();
          shop.user({ firstName: 'Meanwhile', telegramId: 99_999n }).then(() => {
            answer.on('data', (more) => pieces.push(more));
            answer.on('end', () => resolve(pieces));
            answer.resume();
          }, reject);
        });
      }).on('error', reject);
    });
    const rows = csvOf(Buffer.concat(await reading).toString());
    expect(rows).toHaveLength(before + 20_000);
    expect(rows.some(({ firstName }) => firstName === 'Meanwhile')).toBe(false);
    expect((await take('users.csv?search=Meanwhile')).trailers['x-export-rows']).toBe('1');
  });

  it('stops in Postgres when its reader goes away, and lets two of a key run at once', async () => {
    const statements = () =>
      shop.app.db.sql.rows<{ state: string }>(
        'test.copies',
        `SELECT state FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY (SELECT%' AND state = 'active'`,
      );
    const open = () =>
      new Promise<{ leave(): void }>((resolve) => {
        const headers = { authorization: `Bearer ${key}` };
        const request = get(`${shop.server.address}/exports/users.csv`, { headers }, (answer) => {
          answer.on('error', () => undefined);
          answer.once('readable', () => resolve({ leave: () => request.destroy() })); // never read on
        });
        request.on('error', () => undefined);
      });
    const readers = [await open(), await open()];
    expect(await statements()).toHaveLength(2);
    const third = await take('transactions.csv');
    expect([third.status, third.headers['retry-after']]).toEqual([429, '5']);
    // Another key is not kept out by them.
    const authorization = `Bearer ${await shop.key('wallet:read')}`;
    expect((await take('transactions.csv', { authorization })).status).toBe(200);
    for (const reader of readers) reader.leave();
    for (let tries = 0; (await statements()).length > 0; tries += 1)
      if (tries > 2_000) throw new Error('still running');
    for (let tries = 0; (await take('users.csv')).status !== 200; tries += 1)
      if (tries > 200) throw new Error('the place was not given back');
  });

  it('stops in Postgres when its reader goes away before the first row was found', async () => {
    const copies = () =>
      shop.app.db.sql.rows<{ pid: number }>(
        'test.waiting',
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY (SELECT%' AND state = 'active'`,
      );
    const owner = new Client({ connectionString: shop.database.ownerUrl });
    await owner.connect();
    try {
      await owner.query('BEGIN; LOCK TABLE numbers IN ACCESS EXCLUSIVE MODE');
      const headers = { authorization: `Bearer ${key}` };
      const request = get(`${shop.server.address}/exports/numbers.csv`, { headers });
      request.on('error', () => undefined);
      for (let tries = 0; (await copies()).length === 0; tries += 1)
        if (tries > 2_000) throw new Error('it did not begin');
      request.destroy();
      for (let tries = 0; (await copies()).length > 0; tries += 1) if (tries > 2_000) throw new Error('still running');
    } finally {
      await owner.end();
    }
    expect((await take('numbers.csv')).status).toBe(200);
  });
});
