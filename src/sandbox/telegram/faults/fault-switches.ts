import type { Session } from '../mtproto/session';
import { peerIdOf } from '../rpc/call-counters';
import { RpcError } from '../rpc/rpc-error';
import { StarFaults } from '../stars/star-faults';
import type { TlObject } from '../tl/tl-object';
import { SeededRandom } from './seeded-random';

/** How pushed updates suffer. Shares are 0 to 1; delays in milliseconds. */
export interface UpdateFaults {
  drop?: number;
  duplicate?: number;
  reorder?: number;
  delayMs?: number;
  /** Share of pushes replaced by updatesTooLong. */
  tooLong?: number;
  /** Share of pushes that get an update of a constructor no client knows. */
  unknownConstructor?: number;
}

/** A method answered with an error. Without `times` it stays until cleared. */
export interface MethodError {
  code: number;
  text: string;
  times?: number;
  accountId?: bigint;
  /** Only requests about this user or channel. */
  peerId?: bigint;
}

/** What a switch needs from the running server. */
export interface FaultEffects {
  cutLinks(accountId?: bigint): void;
  swallowLinks(accountId?: bigint): void;
  forgetKeys(accountId: bigint): void;
  duplicateKeys(accountId: bigint): void;
  setBatching(on: boolean): void;
  setGzip(on: boolean): void;
  every(intervalMs: number, work: () => void): NodeJS.Timeout;
}

/** Everything that can go wrong on purpose. All off at the start; `clear` puts all of it off again. */
export class FaultSwitches {
  /** How long a button press waits for its bot before BOT_RESPONSE_TIMEOUT. */
  callbackTimeoutMs = 10_000;
  /** Events per getDifference answer; undefined: as many as the client asks for. */
  differenceSliceSize: number | undefined;
  /** What goes wrong with payments. */
  readonly stars = new StarFaults();
  readonly random: SeededRandom;
  private readonly updateFaults = new Map<bigint | 'all', UpdateFaults>();
  private readonly pongDelays = new Map<bigint | 'all', number>();
  private readonly errors = new Map<string, MethodError[]>();
  private readonly lostAnswers = new Map<string, { times: number; accountId?: bigint }>();
  private readonly tooLongDifferences = new Map<bigint | 'all', number>();
  private cutTimer: NodeJS.Timeout | undefined;

  constructor(
    seed: number,
    private readonly effects: FaultEffects,
  ) {
    this.random = new SeededRandom(seed);
  }

  /** Sets how updates suffer, for all accounts or for one; an empty object ends it. */
  updates(faults: UpdateFaults, accountId?: bigint): void {
    this.updateFaults.set(accountId ?? 'all', faults);
  }

  updatesFor(accountId: bigint): UpdateFaults {
    return this.updateFaults.get(accountId) ?? this.updateFaults.get('all') ?? {};
  }

  /** Cuts all links, or one account's, now. */
  cut(accountId?: bigint): void {
    this.effects.cutLinks(accountId);
  }

  /** Cuts links again and again; 0 ends it. */
  cutEvery(intervalMs: number, accountId?: bigint): void {
    clearInterval(this.cutTimer);
    if (intervalMs > 0) this.cutTimer = this.effects.every(intervalMs, () => this.cut(accountId));
  }

  /** From now on the present links swallow everything and stay open; new links work. */
  blackHole(accountId?: bigint): void {
    this.effects.swallowLinks(accountId);
  }

  /** Holds pongs back; 0 ends it. */
  slowPong(delayMs: number, accountId?: bigint): void {
    this.pongDelays.set(accountId ?? 'all', delayMs);
  }

  pongDelayMs(session: Session): number {
    const { accountId } = session.key;
    return (accountId === undefined ? undefined : this.pongDelays.get(accountId)) ?? this.pongDelays.get('all') ?? 0;
  }

  /** The server no longer knows the account's keys: transport error -404 from then on. */
  forgetAuthKey(accountId: bigint): void {
    this.effects.forgetKeys(accountId);
  }

  /** As if the session had been used from two places: 406 AUTH_KEY_DUPLICATED, and the keys are dead for good. */
  authKeyDuplicated(accountId: bigint): void {
    this.effects.duplicateKeys(accountId);
  }

  /** Answers a method with an error, such as `{ code: 420, text: 'FLOOD_WAIT_3', times: 1 }`, instead of running it. */
  failMethod(method: string, error: MethodError): void {
    this.errors.set(method, [...(this.errors.get(method) ?? []), { ...error }]);
  }

  clearMethod(method: string): void {
    this.errors.delete(method);
  }

  errorFor(request: TlObject, accountId: bigint | undefined): RpcError | undefined {
    const fitting = this.errors
      .get(request._)
      ?.find(
        (error) =>
          (error.times ?? 1) > 0 &&
          (error.accountId === undefined || error.accountId === accountId) &&
          (error.peerId === undefined || error.peerId === peerIdOf(request)),
      );
    if (!fitting) return undefined;
    if (fitting.times !== undefined) fitting.times--;
    return new RpcError(fitting.code, fitting.text);
  }

  /** Runs the method, then cuts the link instead of answering. */
  loseAnswer(method: string, times = 1, accountId?: bigint): void {
    this.lostAnswers.set(method, { times, accountId });
  }

  takesAnswer(method: string, accountId: bigint | undefined): boolean {
    const lost = this.lostAnswers.get(method);
    if (!lost || lost.times <= 0 || (lost.accountId !== undefined && lost.accountId !== accountId)) return false;
    lost.times--;
    return true;
  }

  /** The next `times` getDifference calls are answered with differenceTooLong. */
  differenceTooLong(times = 1, accountId?: bigint): void {
    this.tooLongDifferences.set(accountId ?? 'all', times);
  }

  takesDifferenceTooLong(accountId: bigint): boolean {
    for (const name of [accountId, 'all'] as const) {
      const left = this.tooLongDifferences.get(name) ?? 0;
      if (left <= 0) continue;
      this.tooLongDifferences.set(name, left - 1);
      return true;
    }
    return false;
  }

  /** Packs every answer with gzip, as Telegram does with long ones. */
  gzipAnswers(on: boolean): void {
    this.effects.setGzip(on);
  }

  /** On by default: what is ready in one turn leaves in one container. */
  batchAnswers(on: boolean): void {
    this.effects.setBatching(on);
  }

  clear(): void {
    this.updateFaults.clear();
    this.pongDelays.clear();
    this.errors.clear();
    this.lostAnswers.clear();
    this.tooLongDifferences.clear();
    this.cutEvery(0);
    this.differenceSliceSize = undefined;
    this.stars.clear();
    this.effects.setGzip(false);
    this.effects.setBatching(true);
  }
}
