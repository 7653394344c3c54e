import { setMaxListeners } from 'node:events';
import { GraphQLError } from 'graphql';
import type { Clock } from '../ports/clock';

/**
 * From a request's arrival to its answer. What it runs in the database is stopped there when its time is up or its
 * caller goes away; a mutation is not stopped by a caller who leaves, since he could not know whether it was done.
 */
export class RequestLife {
  private controller: AbortController | undefined;
  private timer: { cancel(): void } | undefined;
  private isFinishing = false;

  constructor(
    private readonly clock: Clock,
    private readonly timeoutMs: number,
    /** Called once, when something first needs to know how this ends. */
    private readonly onWatched: (life: RequestLife) => void,
  ) {}

  get signal(): AbortSignal {
    if (!this.controller) {
      this.controller = new AbortController();
      // Each read of a request listens, and a document may ask for many; all of them leave with their answer.
      setMaxListeners(0, this.controller.signal);
      this.timer = this.clock.after(this.timeoutMs, () => this.controller!.abort(tooSlow(this.timeoutMs)));
      this.onWatched(this);
    }
    return this.controller.signal;
  }

  /** From now on only its time can stop it. */
  mustFinish(): void {
    this.isFinishing = true;
  }

  /** The connection is done with: answered, or left. */
  close(isAnswered: boolean): void {
    this.timer?.cancel();
    if (!isAnswered && !this.isFinishing) this.controller?.abort(callerLeft());
  }
}

function tooSlow(timeoutMs: number): GraphQLError {
  const message = `This took longer than ${timeoutMs / 1000} s and was stopped. Ask for less: a shorter time, a smaller page.`;
  return new GraphQLError(message, { extensions: { code: 'TIMED_OUT' } });
}

function callerLeft(): GraphQLError {
  return new GraphQLError('The caller went away.', { extensions: { code: 'CALLER_LEFT' } });
}
