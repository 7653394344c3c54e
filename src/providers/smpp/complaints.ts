import type { Clock } from '../../ports/clock';

/** A centre may send what is wrong by the thousand. */
const PAUSE_MS = 60_000;

export interface Complaints {
  add(detail: string): void;
  close(): void;
}

/** Tells of the first thing that is wrong at once, and then of all that came within a minute as one, with the newest detail. */
export function createComplaints(o: {
  readonly clock: Clock;
  tell(complaint: { readonly count: number; readonly detail: string }): void;
}): Complaints {
  let count = 0;
  let newest = '';
  let pause: { cancel(): void } | undefined;

  function tell(): void {
    pause = undefined;
    if (count === 0) return;
    o.tell({ count, detail: newest });
    count = 0;
    pause = o.clock.after(PAUSE_MS, tell);
  }

  return {
    add(detail) {
      count += 1;
      newest = detail;
      if (!pause) tell();
    },
    close: () => pause?.cancel(),
  };
}
