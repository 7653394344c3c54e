import type { App } from '../../app';
import { type FeedKind } from '../../database/stores/feed';

const SWEEP_MS = 500;
/** A transaction that took so long between its change and its end would be missed; ours take milliseconds. */
const LOOK_BACK_MS = 10_000;
const WATCH_MS = 60_000;
const WATCH_AGAIN_MS = 20_000;
const KEEP_MS = 60_000;
const MOST_AT_ONCE = 10_000;

export type { FeedKind };

type Listener = (ids: readonly bigint[]) => void;

/**
 * Tells what changed to those who listen in this process, wherever it was changed. It looks at the rows that the database
 * wrote down itself, twice a second and only while somebody listens; nothing is lost between two looks. Changes of one
 * thing between two looks are told once.
 */
export class ChangeFeed {
  private readonly listeners = new Map<FeedKind, Set<Listener>>();
  private seen: ReadonlySet<bigint> = new Set();
  private timer: { cancel(): void } | undefined;
  private watchedAtMs = Number.NEGATIVE_INFINITY;
  private isClosed = false;

  constructor(private readonly app: App) {}

  /** Resolves once changes are being written down. Call what it gives to stop listening. */
  async listen(kind: FeedKind, listener: Listener): Promise<() => void> {
    const isFirst = this.listeners.size === 0;
    const listeners = this.listeners.get(kind) ?? new Set();
    this.listeners.set(kind, listeners.add(listener));
    await this.app.db.feed.watch(kind, WATCH_MS);
    if (isFirst) await this.forgetOld();
    this.next();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.listeners.delete(kind);
      if (this.listeners.size === 0) this.timer?.cancel();
      if (this.listeners.size === 0) this.timer = undefined;
    };
  }

  close(): void {
    this.isClosed = true;
    this.timer?.cancel();
  }

  private next(): void {
    if (this.isClosed || this.timer || this.listeners.size === 0) return;
    this.timer = this.app.clock.after(SWEEP_MS, () => void this.sweep());
  }

  private async sweep(): Promise<void> {
    try {
      await this.keepWatching();
      for (const [kind, ids] of await this.fresh()) {
        for (const listener of this.listeners.get(kind) ?? []) listener(ids);
      }
    } catch (err) {
      this.app.log.warn({ err }, 'a look at what changed failed; it is repeated');
    }
    this.timer = undefined;
    this.next();
  }

  private async keepWatching(): Promise<void> {
    const nowMs = this.app.clock.monotonicMs();
    if (nowMs - this.watchedAtMs < WATCH_AGAIN_MS) return;
    const feed = this.app.db.feed;
    for (const kind of this.listeners.keys()) await feed.watch(kind, WATCH_MS);
    await feed.prune(KEEP_MS);
    this.watchedAtMs = nowMs;
  }

  /** What was not told before, by kind, in the order of the changes. */
  private async fresh(): Promise<Map<FeedKind, bigint[]>> {
    const recent = await this.app.db.feed.listRecent(LOOK_BACK_MS, MOST_AT_ONCE);
    const found = new Map<FeedKind, Set<bigint>>();
    for (const { id, kind, entityId } of recent.reverse()) {
      if (this.seen.has(id)) continue;
      const ids = found.get(kind) ?? new Set();
      ids.delete(entityId);
      found.set(kind, ids.add(entityId));
    }
    this.seen = new Set(recent.map(({ id }) => id));
    return new Map([...found].map(([kind, ids]) => [kind, [...ids]]));
  }

  /** What changed before anybody listened is not told. */
  private async forgetOld(): Promise<void> {
    const recent = await this.app.db.feed.listRecent(LOOK_BACK_MS, MOST_AT_ONCE);
    this.seen = new Set(recent.map(({ id }) => id));
  }
}
