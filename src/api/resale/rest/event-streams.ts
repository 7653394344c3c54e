import type { ServerResponse } from 'node:http';
import type { App } from '../../../app';
import { readEventMarks, readEventsBehind } from '../../../usecases/resale/follow-order-events';
import type { ResaleCaller } from '../../../usecases/resale/resale-caller';
import { ChangeWatch } from './change-watch';

const MOST_OF_A_KEY = 5;
const MOST_AT_ALL = 500;
/** How often a key is looked at again; it is believed for a second besides. */
const RECHECK_MS = 1_000;
const HEARTBEAT_MS = 15_000;
/** Whoever has not taken a page by then is dropped. They resume where they stopped. */
const PATIENCE_MS = 10_000;
const RETRY_MS = 2_000;

export interface Follower {
  readonly caller: ResaleCaller;
  /** Behind which event. */
  readonly cursor: string;
  /** Whether the key still opens the door. */
  readonly isAllowed: () => Promise<boolean>;
}

/**
 * Streams of server-sent events: what happens to the orders of a buyer. At most a page of a hundred waits in memory for
 * each reader.
 */
export class EventStreams {
  private readonly open = new Map<number, number>();
  private readonly closing = new AbortController();
  private readonly watch: ChangeWatch<bigint>;

  constructor(private readonly app: App) {
    this.watch = new ChangeWatch(app, (userIds) => readEventMarks(app, userIds));
  }

  /** False when there are too many; otherwise one is counted, and `run` must follow. */
  take(keyId: number): boolean {
    const mine = this.open.get(keyId) ?? 0;
    const all = [...this.open.values()].reduce((sum, count) => sum + count, 0);
    if (mine >= MOST_OF_A_KEY || all >= MOST_AT_ALL || this.closing.signal.aborted) return false;
    this.open.set(keyId, mine + 1);
    return true;
  }

  /** Writes until the reader hangs up or reads too slowly, the key ends, or the program does. The head is written. */
  async run(raw: ServerResponse, { caller, cursor, isAllowed }: Follower): Promise<void> {
    const gone = new AbortController();
    raw.once('close', () => gone.abort());
    raw.on('error', () => gone.abort());
    if (raw.destroyed) gone.abort();
    const signal = AbortSignal.any([gone.signal, this.closing.signal]);
    try {
      // Says where to resume, also to those who are cut off before anything happens.
      let place = cursor;
      let isFine = await this.write(raw, `retry: ${RETRY_MS}\nid: ${place}\n\n`, signal);
      while (isFine && !signal.aborted && (await isAllowed())) {
        // Before the page is read: what comes in between is another mark.
        const mark = await this.watch.markOf(caller.userId);
        const { events, hasMore } = await readEventsBehind(this.app, caller, place);
        const text = events.map(({ cursor: id, event }) => line(id, event.type, event)).join('');
        place = events.at(-1)?.cursor ?? place;
        isFine = await this.write(raw, text, signal);
        if (isFine && !hasMore) isFine = await this.wait(raw, { caller, mark, isAllowed, signal });
      }
    } catch (err) {
      this.app.log.warn({ err, key: caller.keyId }, 'a stream of events broke off; its reader resumes');
    } finally {
      const left = this.open.get(caller.keyId)! - 1;
      if (left > 0) this.open.set(caller.keyId, left);
      else this.open.delete(caller.keyId);
      raw.end();
      // A reader that takes nothing never takes the end either.
      if (raw.writableNeedDrain) raw.destroy();
    }
  }

  /** Every stream ends. */
  close(): void {
    this.closing.abort();
    this.watch.close();
  }

  /** True as soon as there is something new; false when the stream is over. Keeps the connection alive meanwhile. */
  private async wait(
    raw: ServerResponse,
    o: Pick<Follower, 'caller' | 'isAllowed'> & { mark: string; signal: AbortSignal },
  ): Promise<boolean> {
    const { signal, mark } = o;
    let silentMs = 0;
    while (!(await this.watch.changes(o.caller.userId, mark, { waitMs: RECHECK_MS, signal }))) {
      if (signal.aborted || !(await o.isAllowed())) return false;
      silentMs += RECHECK_MS;
      if (silentMs < HEARTBEAT_MS) continue;
      silentMs = 0;
      if (!(await this.write(raw, ': alive\n\n', signal))) return false;
    }
    return true;
  }

  /** False when the reader is gone, or did not take it in time. */
  private async write(raw: ServerResponse, text: string, signal: AbortSignal): Promise<boolean> {
    if (text === '' || raw.write(text)) return !signal.aborted;
    return new Promise<boolean>((resolve) => {
      const end = (isTaken: boolean) => {
        timer.cancel();
        raw.off('drain', taken);
        signal.removeEventListener('abort', gone);
        resolve(isTaken);
      };
      const taken = () => end(true);
      const gone = () => end(false);
      const timer = this.app.clock.after(PATIENCE_MS, gone);
      raw.once('drain', taken);
      signal.addEventListener('abort', gone, { once: true });
    });
  }
}

/** One event as the stream has it; JSON has no raw line breaks. */
function line(id: string, type: string, event: unknown): string {
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(event)}\n\n`;
}
