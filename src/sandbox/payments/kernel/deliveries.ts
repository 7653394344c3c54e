import type { MakeDelivery } from '../../vendors/kernel/webhook-sender';

/** How often a delivery goes wrong: 0 never, 1 always. */
export interface WebhookSwitches {
  lost: number;
  doubled: number;
  /** With the true one a false one goes out, signed with another key. */
  forged: number;
}

export interface Deliveries {
  readonly switches: WebhookSwitches;
  /** Rings, and again after each pause until it is heard. */
  push(url: string, make: MakeDelivery, forge: MakeDelivery): void;
  /** Sends what is due by now. */
  run(): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** The statuses of the answers so far; 0 for none. */
  readonly answers: readonly number[];
  stop(): void;
}

interface Waiting {
  readonly url: string;
  readonly make: MakeDelivery;
  readonly attempt: number;
  readonly dueAt: number;
}

interface DeliveryPlan {
  /** The pauses between attempts, in milliseconds of the simulator's clock. */
  readonly againAfterMs: readonly number[];
  now(): number;
  /** Whether an answer counts as heard. */
  isHeard(status: number, body: string): boolean;
  /** All attempts were in vain. */
  onGivenUp?(): void;
}

const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 200;

/** Webhooks as a payment provider sends them; what is due is decided by the simulator's clock. */
export function createDeliveries(plan: DeliveryPlan): Deliveries {
  const switches: WebhookSwitches = { lost: 0, doubled: 0, forged: 0 };
  const answers: number[] = [];
  const underWay = new Set<Promise<void>>();
  const ending = new AbortController();
  let waiting: Waiting[] = [];
  const timer = setInterval(() => run(), LOOK_EVERY_MS).unref();

  async function attempt({ url, make, attempt: number }: Waiting): Promise<void> {
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const answer = await fetch(url, { method: 'POST', ...make(number), signal }).catch(() => undefined);
    const body = (await answer?.text().catch(() => '')) ?? '';
    answers.push(answer?.status ?? 0);
    if ((answer && plan.isHeard(answer.status, body)) || ending.signal.aborted) return;
    const pause = plan.againAfterMs[number - 1];
    // A false one is sent once, and says nothing about the shop.
    if (number === Number.POSITIVE_INFINITY) return;
    if (pause === undefined) plan.onGivenUp?.();
    else waiting.push({ url, make, attempt: number + 1, dueAt: plan.now() + pause });
  }

  function start(delivery: Waiting): void {
    const running: Promise<void> = attempt(delivery).finally(() => underWay.delete(running));
    underWay.add(running);
  }

  function run(): void {
    const due = waiting.filter(({ dueAt }) => dueAt <= plan.now());
    waiting = waiting.filter(({ dueAt }) => dueAt > plan.now());
    due.forEach(start);
  }

  const strikes = (chance: number) => chance > 0 && Math.random() < chance;

  return {
    switches,
    answers,
    run,
    push(url, make, forge) {
      const first = { url, attempt: 1, dueAt: plan.now() };
      if (strikes(switches.forged)) start({ ...first, make: forge, attempt: Number.POSITIVE_INFINITY });
      if (strikes(switches.lost)) return;
      start({ ...first, make });
      if (strikes(switches.doubled)) start({ ...first, make });
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop() {
      clearInterval(timer);
      ending.abort();
    },
  };
}
