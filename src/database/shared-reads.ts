/** What waits for the next read: who asked for what, in order. */
interface Asked<Key, Row> {
  readonly key: Key;
  readonly resolve: (row: Row | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Longer lists would make the first of them wait for the last. */
const MOST_AT_ONCE = 200;

/**
 * Answers many askers by few statements: `read` is given all keys that were asked for while `lanes` earlier reads were under
 * way. No answer is older than its question, since each read begins after all of its askers have asked. So however many
 * ask, they hold `lanes` connections of the pool. Reads begin `gatherMs` apart, or as soon as `enough` have asked. A read
 * that fails is told to all of its askers.
 */
export function createSharedReader<Key, Row>(
  read: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Row>>,
  { lanes, gatherMs, enough }: { lanes: number; gatherMs: number; enough: number },
): (key: Key) => Promise<Row | undefined> {
  let waiting: Asked<Key, Row>[] = [];
  let underWay = 0;
  let pause: NodeJS.Timeout | undefined;
  let isBeginning = false;
  let begunAtMs = Number.NEGATIVE_INFINITY;

  async function readNext(): Promise<void> {
    const askers = waiting.slice(0, MOST_AT_ONCE);
    waiting = waiting.slice(MOST_AT_ONCE);
    underWay += 1;
    try {
      const rows = await read([...new Set(askers.map(({ key }) => key))]);
      for (const { key, resolve } of askers) resolve(rows.get(key));
    } catch (error) {
      for (const { reject } of askers) reject(error);
    }
    underWay -= 1;
    plan();
  }

  function begin(): void {
    isBeginning = false;
    begunAtMs = performance.now();
    void readNext();
    plan();
  }

  /** Not at once: what came by the same turn of the event loop is asked for together. */
  function beginSoon(): void {
    clearTimeout(pause);
    pause = undefined;
    isBeginning = true;
    setImmediate(begin);
  }

  function plan(): void {
    if (isBeginning || waiting.length === 0 || underWay >= lanes) return;
    const waitMs = begunAtMs + gatherMs - performance.now();
    if (waitMs <= 0 || waiting.length >= enough) beginSoon();
    else pause ??= setTimeout(beginSoon, waitMs);
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      plan();
    });
}
