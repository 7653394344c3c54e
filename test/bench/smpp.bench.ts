import 'reflect-metadata';
import { createServer, type Socket } from 'node:net';
import { Pool } from 'pg';
import { silentLogger } from '../../src/platform/logger';
import { systemClock } from '../../src/platform/system-clock';
import { smppAdapter } from '../../src/providers/smpp';
import { COMMAND, createPduReader, deliverBody, writePdu } from '../../src/sandbox/vendors/smsc/pdu';
import { receiveLinked } from '../../src/usecases/messages/receive-linked';
import { benchApp } from './support/bench-app';
import { openBenchDatabase, seedPool } from './support/bench-database';
import { inBenchWorld } from './support/bench-world';
import { figures, median, round } from './support/measure';
import { optionsOf } from './support/options';
import { measureBesideFlood } from './support/smpp/beside-flood';
import { measureCodesInChat } from './support/smpp/code-in-chat';

const MESSAGES = 10_000;
const WINDOW = 200;
const ROUNDS = 3;
const PASSWORD = 'bench';
const PROVIDER_ID = 1;

/**
 * Messages that a centre delivers over one session, answered when they are stored and matched with reservations, against the
 * same messages taken by a bare npm `smpp` receiver that inserts each by one named statement. The rounds alternate. Then how
 * long codes take into the chats of those who wait, at a steady pace, and what a centre feels of one that floods the same
 * process. Options: --per-second=200 --seconds=10 --only=stored|chat|flood.
 */
export async function run(args: string[]) {
  const given = optionsOf(args);
  const pace = { perSecond: given.number('per-second', 200), seconds: given.number('seconds', 10) };
  const world = { pace: {}, poolNumbers: pace.perSecond * pace.seconds };
  const only = given.text('only');
  const wants = (part: string) => only === undefined || only === part;
  return {
    ...(wants('stored') ? { stored: await compareStored() } : {}),
    ...(wants('chat') ? { chat: await inBenchWorld(world, (one) => measureCodesInChat(one, pace)) } : {}),
    ...(wants('flood') ? { besideFlood: await measureBesideFlood() } : {}),
  };
}

async function compareStored() {
  const bench = await openBenchDatabase(8);
  await seedPool(bench.owner, { numbers: 1_000, buyers: 1 });
  const pool = new Pool({ connectionString: bench.appUrl, max: 8 });
  const ours = [];
  const bare = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await measure(`ours ${round}`, (port) => openOurs(bench.db, port)));
      bare.push(await measure(`bare ${round}`, (port) => openBare(pool, port)));
    }
    const [{ count: unmatched }] = (
      await pool.query(`SELECT count(*)::int FROM messages WHERE source = 'LINK' AND status = 'STORED'`)
    ).rows as [{ count: number }];
    const perSecond = {
      ours: median(ours.map((one) => one.perSecond)),
      bare: median(bare.map((one) => one.perSecond)),
    };
    return {
      messages: MESSAGES,
      window: WINDOW,
      rounds: { ours, bare },
      perSecond,
      ratio: round(perSecond.ours / perSecond.bare),
      unmatched,
    };
  } finally {
    await pool.end();
    await bench.close();
  }
}

interface Receiver {
  close(): Promise<void>;
}

/** A centre that keeps `WINDOW` deliveries unanswered until all are answered. */
async function measure(name: string, open: (port: number) => Promise<Receiver>) {
  const sentAt = new Map<number, number>();
  const latencies: number[] = [];
  let began = 0;
  let ended = 0;
  let refused = 0;
  const server = createServer();
  const finished = new Promise<void>((resolve) => {
    server.on('connection', (socket: Socket) => {
      socket.setNoDelay(true);
      const read = createPduReader();
      let next = 1;
      const fill = () => {
        const pieces: Buffer[] = [];
        while (next <= MESSAGES && sentAt.size < WINDOW) {
          const text = `${name}: your code is ${100_000 + next}`;
          const to = String(37_120_000_000 + (next % 1_000));
          const body = deliverBody({ to, from: 'Bench', esmClass: 0, dataCoding: 0, bytes: Buffer.from(text) });
          sentAt.set(next, performance.now());
          pieces.push(writePdu({ command: COMMAND.deliverSm, sequence: next, body }));
          next += 1;
        }
        if (pieces.length > 0) socket.write(Buffer.concat(pieces));
      };
      socket.on('error', () => undefined);
      socket.on('data', (chunk: Buffer) => {
        for (const pdu of read(chunk) ?? []) {
          if (pdu.command === COMMAND.bindTransceiver) {
            socket.write(writePdu({ command: 0x80000009, sequence: pdu.sequence, body: Buffer.of(0) }));
            began = performance.now();
          } else if (pdu.command === COMMAND.deliverSmResp) {
            latencies.push(performance.now() - sentAt.get(pdu.sequence)!);
            sentAt.delete(pdu.sequence);
            if (pdu.status !== 0) refused += 1;
          } else if (pdu.command === COMMAND.unbind) {
            socket.end(writePdu({ command: COMMAND.unbindResp, sequence: pdu.sequence }));
          }
        }
        fill();
        if (latencies.length === MESSAGES && ended === 0) {
          ended = performance.now();
          resolve();
        }
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver = await open((server.address() as { port: number }).port);
  await finished;
  await receiver.close();
  await new Promise((resolve) => server.close(resolve));
  return { ...figures(latencies, ended - began), refused };
}

/** The shop's link, without the lease around it. */
async function openOurs(db: Parameters<typeof benchApp>[0], port: number): Promise<Receiver> {
  const messages = receiveLinked(benchApp(db), PROVIDER_ID);
  const row = {
    ...{
      id: PROVIDER_ID,
      name: 'bench',
      protocol: 'smpp',
      baseUrl: `smpp://127.0.0.1:${port}`,
      apiKey: () => PASSWORD,
    },
    ...{ options: { systemId: 'bench' }, timeoutMs: 10_000, budgetPerSecond: 1, budgetBurst: 1 },
  };
  const parts = { transport: undefined as never, clock: systemClock, log: silentLogger };
  const link = smppAdapter.create(row, parts).openLink!({
    receive: (texts) => messages.receive(texts),
    onState: () => undefined,
    onRefused: () => undefined,
  });
  return {
    async close() {
      await link.close();
      await messages.given();
    },
  };
}

interface NpmPdu {
  readonly source_addr: string;
  readonly destination_addr: string;
  readonly short_message: { readonly message: string };
  response(): unknown;
}
interface NpmSession {
  on(event: string, run: (pdu: NpmPdu) => void): void;
  bind_transceiver(fields: object): void;
  send(pdu: unknown): void;
  destroy(): void;
}

/** As the library's own guide would have it. */
async function openBare(pool: Pool, port: number): Promise<Receiver> {
  const { connect } = require('smpp') as { connect(o: object): NpmSession };
  const session = connect({ host: '127.0.0.1', port });
  session.on('error', () => undefined);
  session.on('connect', () => session.bind_transceiver({ system_id: 'bench', password: PASSWORD }));
  session.on('deliver_sm', (pdu) => {
    const { message } = pdu.short_message;
    void pool
      .query({
        name: 'bare.insert',
        text: `INSERT INTO messages (provider_id, dedupe_key, source, phone, sender, text, stored_at)
               VALUES ($1, $2, 'WEBHOOK', $3, $4, $2, now()) ON CONFLICT DO NOTHING`,
        values: [PROVIDER_ID, message, pdu.destination_addr, pdu.source_addr],
      })
      .then(() => session.send(pdu.response()));
  });
  return { close: async () => session.destroy() };
}
