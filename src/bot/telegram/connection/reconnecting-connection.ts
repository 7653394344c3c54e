import type { Logger } from '../../../platform/logger';
import type { Clock } from '../../../ports/clock';
import type { Api } from '../gramjs';
import type { SessionFacts } from '../mends/forgetful-session';
import type { FloodBook } from '../requests/attempt';
import type { TelegramStore } from '../session-store';
import { CallTimedOut, type ConnectionEnd, ConnectionEnded } from './connection-ended';
import { MtprotoConnection, type MtprotoConnectionOptions } from './mtproto-connection';
import { SignInRefused, signIn, verifySession } from './sign-in';

export interface ReconnectingConnectionOptions
  extends Pick<MtprotoConnectionOptions, 'apiId' | 'apiHash' | 'address' | 'quietMs' | 'pongMs' | 'maySpeak'> {
  readonly botToken: () => string;
  /** Where a first sign-in begins. */
  readonly home: { readonly dcId: number; readonly host: string };
  readonly clock: Clock;
  readonly log: Logger;
  readonly floods: FloodBook;
  readonly store: Pick<TelegramStore, 'saveSession'>;
  readonly stored: SessionFacts | undefined;
  readonly openTimeoutMs: number;
  /** 0 to 1, for jitter. */
  random(): number;
  onUpdates(updates: unknown): void;
  onUnreadable(): void;
  /** A connection stands and is signed in; whatever came before may have been missed. */
  onReady(): void;
}

const SHORTEST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 30_000;
/** While nobody is there to be bothered: the end of an outage is noticed soon. */
const LONGEST_UNREACHED_MS = 4_000;
/** A connection that stood so long was a good one: the next is opened at once. */
const GOOD_LIFE_MS = 1_000;
/** After links that stood, but not for long, the pauses grow no further than this many failures make them. */
const SHORT_LIFE_FAILURES = 2;

/** One connection after another, for as long as it is not closed (defects 4, 17, 22). */
export class ReconnectingConnection {
  #connection: MtprotoConnection | undefined;
  #facts: SessionFacts;
  #isClosed = false;
  #failures = 0;
  /** The last try got as far as to Telegram. */
  #wasReached = false;
  #stoodAtMs: number | undefined;
  #retry: { cancel(): void } | undefined;
  #wakeRetry: (() => void) | undefined;
  #waiting = new Set<() => void>();
  #running: Promise<void> | undefined;

  constructor(private readonly options: ReconnectingConnectionOptions) {
    this.#facts = options.stored ?? { ...options.home, authKey: undefined };
  }

  get isReady(): boolean {
    return this.#connection?.isOpen === true && this.#connection.isAnswering;
  }

  /** Resolves once the first connection is ready; goes on by itself from there. Throws SignInRefused. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(() => (this.#isClosed ? reject(new ConnectionEnded('closed')) : resolve()));
      this.#running = this.#run().catch((error) => {
        this.#isClosed = true;
        reject(error);
      });
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#retry?.cancel();
    this.#wakeRetry?.();
    this.#connection?.close();
    this.#notifyWaiting();
    await this.#running;
  }

  /**
   * Asks, and asks again over the next connection when this one ends, until the time is over. Only for calls that may be
   * done twice. Throws RPCError, CallTimedOut, or ConnectionEnded once this one is closed.
   */
  async call<Request extends Api.AnyRequest>(request: Request, timeoutMs: number): Promise<Request['__response']> {
    const untilMs = this.#nowMs() + timeoutMs;
    let wasSent = false;
    for (;;) {
      const connection = await this.#ready(untilMs, wasSent);
      try {
        return await connection.call(request, untilMs - this.#nowMs());
      } catch (error) {
        if (!(error instanceof ConnectionEnded) || this.#isClosed) throw error;
        wasSent = true;
      }
    }
  }

  async #ready(untilMs: number, wasSent: boolean): Promise<MtprotoConnection> {
    for (;;) {
      if (this.#isClosed) throw new ConnectionEnded('closed');
      if (this.#connection?.isOpen) return this.#connection;
      const restMs = untilMs - this.#nowMs();
      if (restMs <= 0) throw new CallTimedOut(wasSent);
      await new Promise<void>((resolve) => {
        const done = () => {
          timer.cancel();
          this.#waiting.delete(done);
          resolve();
        };
        const timer = this.options.clock.after(restMs, done);
        this.#waiting.add(done);
      });
    }
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      this.#stoodAtMs = undefined;
      const end = await this.#liveOnce();
      this.#connection = undefined;
      if (this.#isClosed) return;
      if (end === 'key_dead') this.#facts = { ...this.#facts, authKey: undefined };
      this.#countFailure();
      this.options.log.warn({ end, failures: this.#failures }, 'the link to Telegram ended');
      await this.#pause();
    }
  }

  /** From the opening of a connection to its end. */
  async #liveOnce(): Promise<ConnectionEnd> {
    const { options } = this;
    let onEnd: (end: ConnectionEnd) => void = () => undefined;
    const ended = new Promise<ConnectionEnd>((resolve) => {
      onEnd = resolve;
    });
    let connection: MtprotoConnection | undefined;
    this.#wasReached = false;
    try {
      const onError = (error: unknown) => options.log.debug({ err: error }, 'the Telegram library reported an error');
      connection = await MtprotoConnection.open({ ...options, session: this.#facts, onError, onEnd });
      this.#wasReached = true;
      await this.#enter(connection);
    } catch (error) {
      if (error instanceof SignInRefused) {
        connection?.close();
        throw error;
      }
      options.log.warn({ err: error }, 'Telegram could not be reached');
      connection?.close();
      return ended;
    }
    this.#connection = connection;
    this.#stoodAtMs = this.#nowMs();
    if (this.#isClosed) connection.close();
    this.#notifyWaiting();
    options.onReady();
    return ended;
  }

  async #enter(connection: MtprotoConnection): Promise<void> {
    const { options } = this;
    if (this.#facts.authKey) return verifySession(connection, options.openTimeoutMs);
    const moved = await signIn(connection, { ...options, timeoutMs: options.openTimeoutMs });
    if (moved) {
      this.#facts = { ...moved, authKey: undefined };
      throw new ConnectionEnded('cut');
    }
    this.#facts = { ...this.#facts, authKey: connection.authKey };
    await options.store.saveSession(this.#facts);
    options.log.info('signed in to Telegram');
  }

  #countFailure(): void {
    if (this.#stoodAtMs === undefined) this.#failures += 1;
    else if (this.#nowMs() - this.#stoodAtMs >= GOOD_LIFE_MS) this.#failures = 0;
    else this.#failures = Math.min(this.#failures + 1, SHORT_LIFE_FAILURES);
  }

  #pause(): Promise<void> {
    const { clock, random } = this.options;
    if (this.#failures === 0) return Promise.resolve();
    const limit = this.#wasReached ? LONGEST_WAIT_MS : LONGEST_UNREACHED_MS;
    const longest = Math.min(limit, SHORTEST_WAIT_MS * 2 ** Math.min(this.#failures - 1, 10));
    return new Promise((resolve) => {
      this.#wakeRetry = resolve;
      this.#retry = clock.after(longest * (0.5 + random() / 2), resolve);
    });
  }

  #notifyWaiting(): void {
    for (const tell of [...this.#waiting]) tell();
    this.#waiting.clear();
  }

  #nowMs(): number {
    return this.options.clock.monotonicMs();
  }
}
