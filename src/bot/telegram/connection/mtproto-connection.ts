import type { Clock } from '../../../ports/clock';
import { Api, ConnectionTCPFull, type MTProtoSender, RequestState, RPCError, TelegramClient, toLong } from '../gramjs';
import { ForgetfulSession, type SessionFacts } from '../mends/forgetful-session';
import { dropEntityCache } from '../mends/no-entity-cache';
import { oneLifeSender } from '../mends/one-life-sender';
import { SilentLogger } from '../mends/silent-logger';
import { tunedSocket } from '../mends/tuned-socket';
import { unchained } from '../mends/unchained';
import { CallTimedOut, type ConnectionEnd, ConnectionEnded } from './connection-ended';
import { KeepAlive } from './keep-alive';

export interface MtprotoConnectionOptions {
  readonly apiId: number;
  readonly apiHash: string;
  readonly session: SessionFacts;
  readonly address?: { readonly host: string; readonly port: number };
  readonly clock: Clock;
  readonly openTimeoutMs: number;
  readonly quietMs: number;
  readonly pongMs: number;
  /** Asked before each byte that goes out or comes in. */
  maySpeak?(): boolean;
  onUpdates(updates: unknown): void;
  onUnreadable(): void;
  onError(error: unknown): void;
  /** Called once, also after `close`. */
  onEnd(end: ConnectionEnd): void;
}

interface Queues {
  _sendQueue: { _queue: unknown[]; _pendingStates: unknown[] };
  _pendingState: { delete(msgId: unknown): void };
}
/** What is built before a connection is, and must be at hand when it ends. */
interface Parts {
  readonly client: TelegramClient;
  readonly sender: MTProtoSender;
  readonly sockets: Set<{ destroy(): unknown }>;
}

const PING_DISCONNECT_S = 75;
/** A network that swallows packets is tried anew, since its own next try comes ever later. */
const CONNECT_WITHIN_MS = 4_000;
/** Answers that mean that the key is of no use any more, and a new sign-in is needed. */
const DEAD_KEY = /^(AUTH_KEY_UNREGISTERED|AUTH_KEY_DUPLICATED|AUTH_KEY_INVALID|SESSION_REVOKED|SESSION_EXPIRED)$/;

/** One connection to a data centre, from its opening to its end. It is never repaired: open another one. */
export class MtprotoConnection {
  #parts: Parts | undefined;
  #keepAlive: KeepAlive | undefined;
  #end: ConnectionEnd | undefined;
  #endNow!: (end: ConnectionEnd) => void;
  readonly #waiting = new Set<(error: Error) => void>();
  readonly #ended = new Promise<ConnectionEnd>((resolve) => {
    this.#endNow = resolve;
  });

  private constructor(private readonly options: MtprotoConnectionOptions) {}

  /** Connects, exchanges a key if there is none, and introduces the program. Throws when that fails or takes too long. */
  static async open(options: MtprotoConnectionOptions): Promise<MtprotoConnection> {
    const connection = new MtprotoConnection(options);
    const deadline = options.clock.after(options.openTimeoutMs, () => connection.#finish('cut'));
    try {
      const opening = connection.#open();
      opening.catch(() => undefined);
      const outcome = await Promise.race([opening, connection.#ended]);
      if (outcome !== 'open') throw new ConnectionEnded(outcome);
      return connection;
    } catch (error) {
      connection.#finish(isDeadKey(error) ? 'key_dead' : 'cut');
      throw error;
    } finally {
      deadline.cancel();
    }
  }

  /** The key of this connection, to be stored. 256 bytes. */
  get authKey(): Buffer | undefined {
    return this.#parts?.sender.authKey.getKey();
  }

  get isOpen(): boolean {
    return this.#end === undefined;
  }

  /** The server shows signs of life. */
  get isAnswering(): boolean {
    return this.#keepAlive?.isAnswering ?? false;
  }

  /**
   * Throws RPCError for a refusal, CallTimedOut and ConnectionEnded when it may have been done. A call that is given up is
   * not sent later (defect 6: the package's calls have no time-out and wait for ever while disconnected).
   */
  call<Request extends Api.AnyRequest>(request: Request, timeoutMs: number): Promise<Request['__response']> {
    const parts = this.#parts;
    if (this.#end !== undefined || !parts) return Promise.reject(new ConnectionEnded(this.#end ?? 'cut'));
    const state = new RequestState(unchained(request));
    parts.sender.addStateToQueue(state);
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        timer.cancel();
        this.#waiting.delete(giveUp);
        act();
      };
      const giveUp = (error: Error) => settle(() => reject(error));
      const timer = this.options.clock.after(timeoutMs, () => {
        forget(parts.sender, state);
        giveUp(new CallTimedOut(true));
      });
      this.#waiting.add(giveUp);
      state.promise?.then(
        (answer) => settle(() => resolve(answer as Request['__response'])),
        (error) => {
          settle(() => reject(error));
          if (isDeadKey(error)) this.#finish('key_dead');
        },
      );
    });
  }

  close(): void {
    this.#finish('closed');
  }

  async #open(): Promise<'open'> {
    const { options } = this;
    const onBytes = () => this.#keepAlive?.heard();
    const networkSocket = tunedSocket({
      address: options.address,
      connectTimeoutMs: Math.min(CONNECT_WITHIN_MS, options.openTimeoutMs),
      onBytes,
      maySpeak: options.maySpeak,
    });
    const session = await ForgetfulSession.of(options.session);
    const client = new TelegramClient(session, options.apiId, options.apiHash, {
      connection: ConnectionTCPFull,
      networkSocket,
      connectionRetries: 1,
      floodSleepThreshold: 0,
      baseLogger: new SilentLogger(),
      deviceModel: 'numbershop',
      appVersion: '1.0',
    });
    let failure: unknown;
    client.onError = async (error) => {
      failure = error;
      options.onError(error);
    };
    dropEntityCache(client);
    const sender = oneLifeSender(client, session.getAuthKey(), {
      onUpdates: (updates) => options.onUpdates(updates),
      onUnreadable: () => options.onUnreadable(),
      onCut: () => this.#finish('cut'),
      onKeyDead: () => this.#finish('key_dead'),
    });
    // With a sender and a "running" loop of its own the client's `connect` neither makes its endless sender nor starts
    // its ping loop, which survives `disconnect` (defects 3 and 10).
    Object.assign(client, { _sender: sender, _loopStarted: true });
    this.#parts = { client, sender, sockets: networkSocket.opened };
    if (this.#end !== undefined) throw new ConnectionEnded(this.#end);
    if (!(await client.connect())) throw failure ?? new Error('Telegram could not be reached.');
    const { clock, quietMs, pongMs } = options;
    const ping = () => this.#ping(sender);
    this.#keepAlive = new KeepAlive({ clock, quietMs, pongMs, ping, onSilent: () => this.#finish('silent') });
    return 'open';
  }

  #ping(sender: MTProtoSender): void {
    const pingId = toLong(BigInt(Date.now()));
    sender.send(new Api.PingDelayDisconnect({ pingId, disconnectDelay: PING_DISCONNECT_S }))?.catch(() => undefined);
  }

  #finish(end: ConnectionEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    this.#keepAlive?.stop();
    for (const giveUp of [...this.#waiting]) giveUp(new ConnectionEnded(end));
    const { client, sockets } = this.#parts ?? {};
    // Always `destroy` (defect 10); there are no second connections (defect 11), since uploads use this one.
    client?.destroy().catch((error) => this.options.onError(error));
    for (const socket of sockets ?? []) socket.destroy();
    this.#endNow(end);
    this.options.onEnd(end);
  }
}

function isDeadKey(error: unknown): boolean {
  return error instanceof RPCError && DEAD_KEY.test(error.errorMessage);
}

function forget(sender: MTProtoSender, state: RequestState): void {
  const { _sendQueue, _pendingState } = sender as unknown as Queues;
  _sendQueue._queue = _sendQueue._queue.filter((queued) => queued !== state);
  _sendQueue._pendingStates = _sendQueue._pendingStates.filter((queued) => queued !== state);
  if (state.msgId) _pendingState.delete(state.msgId);
}
