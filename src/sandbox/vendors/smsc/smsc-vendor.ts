import { createServer, type Socket } from 'node:net';
import { type CallLog, createCallLog } from '../kernel/call-log';
import { addControlRoutes, type SmsArrival } from '../kernel/control-routes';
import { createFaultSwitches } from '../kernel/faults';
import { textAnswer } from '../kernel/vendor-answer';
import { createVendorClock } from '../kernel/vendor-clock';
import { startVendorServer } from '../kernel/vendor-server';
import { COMMAND, createPduReader, deliverBody, type Pdu, readCredentials, type Sms, writePdu } from './pdu';
import { splitText } from './split-text';

export interface SmscOptions {
  readonly name: string;
  /** Under which a shop binds, and with which password. */
  readonly systemId: string;
  readonly apiKey: string;
  /** SIMs: E.164 digits without the plus. */
  readonly numbers?: readonly string[];
  /** Sessions that one system_id may have at once. */
  readonly maxSessions?: number;
  /** Deliveries that may wait for their answers in one session. */
  readonly window?: number;
  readonly host?: string;
  readonly port?: number;
}

export interface SmscVendor {
  readonly name: string;
  readonly protocol: 'smpp';
  readonly systemId: string;
  /** Such as "smpp://127.0.0.1:2775". */
  readonly baseUrl: string;
  readonly port: number;
  /** The password. */
  readonly apiKey: string;
  /** `POST {phone, text, sender?}` lets an SMS arrive. */
  readonly control: string;
  readonly calls: CallLog;
  readonly sessions: number;
  /** SMS and parts that nobody has taken yet. */
  readonly waiting: number;
  addNumbers(phones: readonly string[]): void;
  receive(phone: string, text: string, sender?: string): SmsArrival;
  /** Delivers octets as they are, for what no phone would write. */
  deliver(sms: Sms): void;
  stop(): Promise<void>;
}

interface Queued {
  readonly sms: Sms;
  /** Not before this instant. */
  dueAtMs: number;
}

interface Bound {
  readonly socket: Socket;
  readonly open: Map<number, Queued>;
  sequence: number;
}

/** A receiver that could not take an SMS gets it again after so long. */
const AGAIN_MS = 500;
const OK = 0;
const STATUS = {
  wrongBindState: 0x04,
  wrongPassword: 0x0e,
  wrongSystemId: 0x0f,
  bindFailed: 0x0d,
  unknownCommand: 0x03,
} as const;
/** A receiver says so when it will never take an SMS. */
const PERMANENT: readonly number[] = [0x01, 0x02, 0x0b, 0x65, 0xc0];

/**
 * Starts a centre (SMSC) that speaks SMPP 3.4 over TCP, with SIMs of its own: what reaches one waits until a bound receiver
 * has taken it. What a session that broke had not answered goes to the next one, so a receiver may see it twice.
 */
export async function startSmscVendor(options: SmscOptions): Promise<SmscVendor> {
  const { name, systemId, apiKey, window = 10, maxSessions = 5, host = '127.0.0.1' } = options;
  const calls = createCallLog();
  const clock = createVendorClock(undefined);
  const numbers = new Set(options.numbers);
  const queue: Queued[] = [];
  const bound = new Set<Bound>();
  const sockets = new Set<Socket>();
  let reference = 0;
  let timer: NodeJS.Timeout | undefined;

  function push(): void {
    for (const session of bound) {
      while (session.open.size < window) {
        const index = queue.findIndex(({ dueAtMs }) => dueAtMs <= Date.now());
        if (index < 0) break;
        const [queued] = queue.splice(index, 1);
        session.sequence += 1;
        session.open.set(session.sequence, queued!);
        session.socket.write(
          writePdu({ command: COMMAND.deliverSm, sequence: session.sequence, body: deliverBody(queued!.sms) }),
        );
      }
    }
    timer ??= queue.length > 0 && bound.size > 0 ? setTimeout(again, AGAIN_MS) : undefined;
  }

  function again(): void {
    timer = undefined;
    push();
  }

  function onAnswer(session: Bound, { sequence, status }: Pdu): void {
    const queued = session.open.get(sequence);
    if (!queued) return;
    session.open.delete(sequence);
    if (status !== OK && !PERMANENT.includes(status)) queue.unshift({ ...queued, dueAtMs: Date.now() + AGAIN_MS });
    push();
  }

  function onBind(socket: Socket, pdu: Pdu): Bound | undefined {
    const answer = (status: number, body = Buffer.alloc(0)) =>
      socket.write(writePdu({ command: (pdu.command | 0x80000000) >>> 0, status, sequence: pdu.sequence, body }));
    const given = readCredentials(pdu.body);
    if (given.systemId !== systemId) return refuse(answer, STATUS.wrongSystemId);
    if (given.password !== apiKey) return refuse(answer, STATUS.wrongPassword);
    if (bound.size >= maxSessions) return refuse(answer, STATUS.bindFailed);
    answer(OK, Buffer.from(`${name}\0`, 'latin1'));
    const session = { socket, open: new Map<number, Queued>(), sequence: 0 };
    bound.add(session);
    setImmediate(push);
    return session;
  }

  const server = createServer((socket) => {
    const read = createPduReader();
    let session: Bound | undefined;
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      if (!session) return;
      bound.delete(session);
      queue.unshift(...session.open.values());
      push();
    });
    socket.on('data', (chunk: Buffer) => {
      const pdus = read(chunk);
      if (!pdus) return socket.destroy();
      for (const pdu of pdus) {
        const isBind = [COMMAND.bindReceiver, COMMAND.bindTransceiver].includes(pdu.command as 1);
        if (isBind && !session) session = onBind(socket, pdu);
        else if (pdu.command === COMMAND.deliverSmResp && session) onAnswer(session, pdu);
        else if (pdu.command === COMMAND.enquireLink)
          socket.write(writePdu({ command: COMMAND.enquireLinkResp, sequence: pdu.sequence }));
        else if (pdu.command === COMMAND.unbind) {
          socket.end(writePdu({ command: COMMAND.unbindResp, sequence: pdu.sequence }));
        } else if (pdu.command < 0x80000000)
          socket.write(
            writePdu({
              ...{ command: COMMAND.genericNack, sequence: pdu.sequence },
              status: isBind || pdu.command === COMMAND.bindTransmitter ? STATUS.wrongBindState : STATUS.unknownCommand,
            }),
          );
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as { port: number };

  const deliver = (sms: Sms) => {
    queue.push({ sms, dueAtMs: 0 });
    push();
  };
  const receive = (phone: string, text: string, sender = 'Service'): SmsArrival => {
    if (!numbers.has(phone)) return { kind: 'unknown_phone' };
    reference = (reference + 1) % 256;
    for (const piece of splitText(text, reference)) deliver({ ...piece, to: phone, from: sender });
    return { kind: bound.size > 0 ? 'delivered' : 'held' };
  };
  const faults = createFaultSwitches();
  const controls = await startVendorServer({
    ...{ host, port: 0, clock, calls, faults },
    actionOf: () => undefined,
    answer: () => textAnswer('Not Found', 404),
    addControl: (app) =>
      addControlRoutes(app, { clock, faults, receive, numbers: () => [...numbers].map((phone) => ({ phone })) }),
  });

  return {
    ...{ name, protocol: 'smpp', systemId, apiKey, port, calls, receive, deliver },
    baseUrl: `smpp://${host}:${port}`,
    control: `${controls.origin}/control`,
    addNumbers: (phones) => {
      for (const phone of phones) numbers.add(phone);
    },
    get sessions() {
      return bound.size;
    },
    get waiting() {
      return queue.length + [...bound].reduce((sum, { open }) => sum + open.size, 0);
    },
    async stop() {
      clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
      await Promise.all([controls.stop(), new Promise((resolve) => server.close(resolve))]);
    },
  };
}

function refuse(answer: (status: number) => unknown, status: number): undefined {
  answer(status);
}
