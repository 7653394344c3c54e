import type { Socket } from 'node:net';
import { TlError } from '../tl/tl-object';
import { TlReader } from '../tl/tl-reader';
import { BrokenTransport, type Framing, transportError } from '../transport/framing';
import { recognise } from '../transport/recognise';
import type { AuthKey } from './auth-keys';
import { type InnerMessage, openEnvelope } from './envelope';
import { Handshake, HandshakeRefused, type HandshakeTools } from './handshake';
import { MessageIds } from './message-ids';
import type { Session } from './session';

export interface ConnectionOwner extends HandshakeTools {
  log(event: string, facts: Record<string, unknown>): void;
  onMessage(connection: Connection, key: AuthKey, message: InnerMessage): void;
  onClosed(connection: Connection): void;
}

const unrecognisedAfterBytes = 64;
const mostUnsentBytes = 64 * 1024 * 1024;

/** One TCP connection: its transport, its key exchange, and the sessions that speak through it at the moment. */
export class Connection {
  readonly sessions = new Set<Session>();
  /** A black hole: nothing that comes is read, nothing is sent, and the socket stays open. */
  swallowed = false;
  disconnectTimer: NodeJS.Timeout | undefined;
  private start: Buffer = Buffer.alloc(0);
  private framing: Framing | undefined;
  private readonly handshake: Handshake;
  private readonly plainIds = new MessageIds();

  constructor(
    private readonly socket: Socket,
    private readonly owner: ConnectionOwner,
  ) {
    this.handshake = new Handshake(owner);
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.receive(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => owner.onClosed(this));
  }

  get transport(): string {
    return this.framing?.name ?? 'unknown';
  }

  send(packet: Buffer): void {
    if (this.swallowed || !this.framing || this.socket.destroyed) return;
    // A client that asks and never reads must not fill our memory.
    if (this.socket.writableLength > mostUnsentBytes) this.cut();
    else this.socket.write(this.framing.frame(packet));
  }

  /** Ends the TCP connection at once, as a broken link would. */
  cut(): void {
    this.socket.destroy();
  }

  private receive(chunk: Buffer): void {
    if (this.swallowed) return;
    try {
      for (const packet of this.unframe(chunk)) this.take(packet);
    } catch (error) {
      if (!(error instanceof BrokenTransport)) this.owner.log('telegram.connection_failed', { error: String(error) });
      this.cut();
    }
  }

  private unframe(chunk: Buffer): Buffer[] {
    if (this.framing) return this.framing.unframe(chunk);
    this.start = this.start.length ? Buffer.concat([this.start, chunk]) : chunk;
    const found = recognise(this.start);
    if (!found) {
      if (this.start.length > unrecognisedAfterBytes) throw new BrokenTransport('no known transport');
      return [];
    }
    this.framing = found.framing;
    this.start = Buffer.alloc(0);
    return found.rest.length ? this.framing.unframe(found.rest) : [];
  }

  private take(packet: Buffer): void {
    if (packet.length < 8) return; // transport level noise, such as quick acknowledgements
    const keyId = packet.subarray(0, 8);
    if (keyId.equals(noKey)) {
      this.takePlain(packet);
      return;
    }
    const key = this.owner.keys.find(keyId.toString('hex'));
    const message = key && openEnvelope(key, packet);
    if (key && message) this.owner.onMessage(this, key, message);
    else this.refuse(-404);
  }

  refuse(code: number): void {
    this.send(transportError(code));
    this.socket.end();
  }

  private takePlain(packet: Buffer): void {
    try {
      const reader = new TlReader(packet, 16);
      const length = reader.uint();
      const request = this.owner.codec.decode(reader.raw(Math.min(length, reader.left)));
      if (request._ === 'msgs_ack') return; // some clients acknowledge the key exchange
      const body = this.owner.codec.encode(this.handshake.answer(request));
      const header = Buffer.alloc(20);
      header.writeBigInt64LE(this.plainIds.next(true), 8);
      header.writeUInt32LE(body.length, 16);
      this.send(Buffer.concat([header, body]));
    } catch (error) {
      if (!(error instanceof HandshakeRefused || error instanceof TlError)) throw error;
      this.owner.log('telegram.handshake_refused', { reason: error.message });
      this.refuse(-404);
    }
  }
}

const noKey = Buffer.alloc(8);
