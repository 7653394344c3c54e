import { type AddressInfo, createServer, type Socket } from 'node:net';
import {
  COMMAND,
  createPduReader,
  deliverBody,
  type Pdu,
  type Sms,
  writePdu,
} from '../../../src/sandbox/vendors/smsc/pdu';
import { until } from '../../telegram/support/until';

export type RudeCentre = Awaited<ReturnType<typeof rudeCentre>>;

export interface RudeOptions {
  readonly port?: number;
  /** What is said to a bind; a status, or octets in the place of an answer. The count begins with 1. */
  readonly onBind?: (count: number) => number | Buffer;
  /** Otherwise it is silent when it is asked whether it is there. */
  readonly saysItIsThere?: boolean;
  /** Octets for whoever connects, before a word was heard. */
  readonly greeting?: Buffer;
}

const KEPT_ANSWERS = 10_000;
const BIND = [COMMAND.bindReceiver, COMMAND.bindTransceiver] as readonly number[];

/** A centre over bare sockets: it lets everybody in and sends whatever the test wants, octet by octet. */
export async function rudeCentre(o: RudeOptions = {}) {
  const answers: Pdu[] = [];
  /** Of sessions that are bound, and were. */
  const sockets: Socket[] = [];
  const connections = new Set<Socket>();
  const waiting = new Map<string, (status: number | undefined) => void>();
  let binds = 0;
  let heard = 0;
  let sequence = 1_000;

  const server = createServer((socket) => {
    const read = createPduReader();
    connections.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    if (o.greeting) socket.write(o.greeting);
    socket.on('close', () => {
      connections.delete(socket);
      const index = sockets.indexOf(socket);
      for (const [name, end] of waiting) if (name.startsWith(`${index}:`)) end(undefined);
    });
    socket.on('data', (chunk: Buffer) => {
      for (const pdu of read(chunk) ?? []) {
        if (BIND.includes(pdu.command)) onBind(socket, pdu);
        else onWord(socket, pdu);
      }
    });
  });

  function onBind(socket: Socket, pdu: Pdu): void {
    binds += 1;
    const said = o.onBind?.(binds) ?? 0;
    if (typeof said !== 'number') return void socket.write(said);
    const command = (pdu.command | 0x80000000) >>> 0;
    socket.write(writePdu({ command, status: said, sequence: pdu.sequence, body: Buffer.of(0) }));
    if (said === 0) sockets.push(socket);
  }

  function onWord(socket: Socket, pdu: Pdu): void {
    if (o.saysItIsThere && pdu.command === COMMAND.enquireLink)
      return void socket.write(writePdu({ command: COMMAND.enquireLinkResp, sequence: pdu.sequence }));
    heard += 1;
    if (answers.length < KEPT_ANSWERS) answers.push(pdu);
    waiting.get(`${sockets.indexOf(socket)}:${pdu.sequence}`)?.(pdu.status);
  }

  await new Promise<void>((resolve) => server.listen(o.port ?? 0, '127.0.0.1', resolve));
  const newest = () => sockets.at(-1);
  const send = (...pieces: Buffer[]) => newest()!.write(Buffer.concat(pieces));
  return {
    port: (server.address() as AddressInfo).port,
    /** What was said to it but binds: the first ten thousand PDUs. */
    answers,
    get heard() {
      return heard;
    },
    sockets,
    get binds() {
      return binds;
    },
    /** Whether a session is there to which something can be said. */
    get isBound() {
      return newest()?.destroyed === false;
    },
    send,
    /** The status of the answer; undefined when the session ended without one, or when there is none. */
    deliver(body: Buffer): Promise<number | undefined> {
      return new Promise((resolve) => {
        const socket = newest();
        if (!socket || socket.destroyed) return resolve(undefined);
        sequence += 1;
        const name = `${sockets.length - 1}:${sequence}`;
        waiting.set(name, (status) => {
          waiting.delete(name);
          resolve(status);
        });
        socket.write(message(sequence, body));
      });
    },
    bound: (count = 1) => until(`it bound ${count} times`, () => sockets.length >= count, 30_000),
    async close() {
      for (const socket of connections) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An SMS as any centre would deliver it. */
export const plainSms = (more: Partial<Sms> = {}): Sms => ({
  ...{ to: '37120000001', from: 'Bank', esmClass: 0, dataCoding: 0, bytes: Buffer.from('Code 48213') },
  ...more,
});

export const message = (sequence: number, body = deliverBody(plainSms())) =>
  writePdu({ command: COMMAND.deliverSm, sequence, body });

export function withLength(bytes: Buffer, length: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt32BE(length, 0);
  return copy;
}
