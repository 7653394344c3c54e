/** Who called what and when, for tests that count calls. Keeps the last `limit` time stamps of each action. */
export interface CallLog {
  note(action: string, at: number): void;
  count(action?: string): number;
  /** Milliseconds since the epoch on the vendor's clock, oldest first. */
  times(action: string): readonly number[];
  actions(): ReadonlyMap<string, number>;
}

export function createCallLog(limit = 10_000): CallLog {
  const counts = new Map<string, number>();
  const stamps = new Map<string, number[]>();
  return {
    note(action, at) {
      counts.set(action, (counts.get(action) ?? 0) + 1);
      const list = stamps.get(action) ?? [];
      list.push(at);
      if (list.length > limit) list.splice(0, list.length - limit);
      stamps.set(action, list);
    },
    count: (action) =>
      action === undefined ? [...counts.values()].reduce((sum, one) => sum + one, 0) : (counts.get(action) ?? 0),
    times: (action) => stamps.get(action) ?? [],
    actions: () => counts,
  };
}
