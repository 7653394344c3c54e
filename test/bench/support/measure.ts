/** Latency figures of one run, in milliseconds. */
export interface Figures {
  readonly count: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Calls `act` from `lanes` closed loops until `durationMs` has passed or an act answers false. */
export async function closedLoop(o: {
  lanes: number;
  durationMs: number;
  act: (lane: number) => Promise<boolean>;
}): Promise<Figures & { readonly latencies: readonly number[] }> {
  const latencies: number[] = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: o.lanes }, async (_, lane) => {
      while (performance.now() - began < o.durationMs) {
        const start = performance.now();
        if (!(await o.act(lane))) return;
        latencies.push(performance.now() - start);
      }
    }),
  );
  return { ...figures(latencies, performance.now() - began), latencies };
}

export function figures(latencies: readonly number[], elapsedMs: number): Figures {
  const sorted = [...latencies].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return {
    count: sorted.length,
    perSecond: round(sorted.length / (elapsedMs / 1000)),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
