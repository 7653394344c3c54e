import type { App } from '../../../app';

interface Watched {
  readonly mark: string;
  readonly ended: (isChanged: boolean) => void;
}

const LOOK_EVERY_MS = 250;

/** Of which things a mark tells how they stand: it changes with whatever somebody may wait for. None where there is nothing. */
export type ReadMarks<Id> = (ids: readonly Id[]) => Promise<readonly { readonly id: Id; readonly mark: string }[]>;

/** Watches things for callers that wait for a change: one statement looks after all of them, and none while nobody waits. */
export class ChangeWatch<Id extends number | bigint> {
  private readonly watched = new Map<Id, Set<Watched>>();
  private isLooking = false;

  constructor(
    private readonly app: Pick<App, 'clock' | 'log'>,
    private readonly readMarks: ReadMarks<Id>,
  ) {}

  /** How it stands now, to be compared with how it stands later; empty for none. */
  async markOf(id: Id): Promise<string> {
    return (await this.readMarks([id]))[0]?.mark ?? '';
  }

  /** True as soon as it is not as `mark` says any more; false when the time is up or the caller is gone. */
  async changes(id: Id, mark: string, { waitMs, signal }: { waitMs: number; signal: AbortSignal }): Promise<boolean> {
    if (waitMs <= 0 || signal.aborted) return false;
    return new Promise<boolean>((resolve) => {
      const group = this.watched.get(id) ?? new Set();
      const one: Watched = {
        mark,
        ended: (isChanged) => {
          timer.cancel();
          signal.removeEventListener('abort', gone);
          group.delete(one);
          if (group.size === 0) this.watched.delete(id);
          resolve(isChanged);
        },
      };
      const gone = () => one.ended(false);
      const timer = this.app.clock.after(waitMs, gone);
      signal.addEventListener('abort', gone, { once: true });
      this.watched.set(id, group.add(one));
      this.lookLater();
    });
  }

  /** Everybody is answered as things stand. */
  close(): void {
    for (const group of this.watched.values()) for (const one of [...group]) one.ended(false);
  }

  private lookLater(): void {
    if (this.isLooking) return;
    this.isLooking = true;
    this.app.clock.after(LOOK_EVERY_MS, () => void this.look());
  }

  private async look(): Promise<void> {
    try {
      const marks = await this.readMarks([...this.watched.keys()]);
      for (const { id, mark } of marks)
        for (const one of [...(this.watched.get(id) ?? [])]) if (one.mark !== mark) one.ended(true);
    } catch (err) {
      // Whoever waits goes on waiting: the next look may do.
      this.app.log.warn({ err }, 'what somebody waits for could not be looked at');
    }
    this.isLooking = false;
    if (this.watched.size > 0) this.lookLater();
  }
}
