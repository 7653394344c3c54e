/** One delivery: made anew for each attempt, since some vendors number them and sign what they send. */
export type MakeDelivery = (attempt: number) => {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};

export interface WebhookSender {
  /** Delivers, and again after each pause until the answer is 2xx. */
  push(url: string, make: MakeDelivery): void;
  /** The statuses of the answers so far, in the order in which they came; 0 for none. */
  readonly answers: readonly number[];
  stop(): void;
}

/** Delivers to webhooks as vendors do: each on its own, with a plan of repetitions in milliseconds of real time. */
export function createWebhookSender(againAfterMs: readonly number[], patienceMs = 3_000): WebhookSender {
  const answers: number[] = [];
  const ending = new AbortController();
  const timers = new Set<NodeJS.Timeout>();

  async function attempt(url: string, make: MakeDelivery, number: number): Promise<void> {
    const { body, headers } = make(number);
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(patienceMs)]);
    const answer = await fetch(url, { method: 'POST', body, headers, signal }).catch(() => undefined);
    await answer?.body?.cancel().catch(() => undefined);
    answers.push(answer?.status ?? 0);
    const wait = againAfterMs[number - 1];
    if (answer?.ok || wait === undefined || ending.signal.aborted) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt(url, make, number + 1);
    }, wait);
    timers.add(timer);
  }

  return {
    push: (url, make) => void attempt(url, make, 1),
    answers,
    stop() {
      ending.abort();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
