import type { OrderShape } from '../../src/api/resale/rest/shapes';

/** What became of one purchase, as the program that made it saw it. */
export interface BoughtByProgram {
  /** Undefined: sold out, and given up. */
  readonly id?: number;
  readonly idempotencyKey: string;
  readonly sold: 'wa' | 'tg';
  /** The code that was sent to its number; none where it was canceled. */
  readonly code?: string;
  readonly end: 'completed' | 'canceled' | 'sold_out' | 'lost';
}

export interface PurchasePlan {
  readonly idempotencyKey: string;
  readonly sold: 'wa' | 'tg';
  readonly isCanceled: boolean;
  readonly smsAfterMs: number;
  /** The code of the SMS that is sent to that number; called once. */
  readonly sendsSms: (phone: string) => string;
}

export interface ProgramJournal {
  /** Calls that got no answer, or one that told to come again. */
  askedAgain: number;
}

const COUNTRIES = { wa: 'LV', tg: 'KZ' } as const;
const AGAIN_AFTER_MS = 150;
const GIVES_UP_MS = 180_000;
/** So long a shop is asked anew that has none. */
const SOLD_OUT_FOR_MS = 40_000;

/**
 * One purchase over the REST by a program that sends everything again until it is answered, always under the same name: up to its
 * code, or to its end.
 */
export async function buysByProgram(
  shop: { readonly address: string },
  key: string,
  journal: ProgramJournal,
  plan: PurchasePlan,
): Promise<BoughtByProgram> {
  const { idempotencyKey, sold } = plan;
  const facts = { idempotencyKey, sold };
  const call = asker(`${shop.address}/api/v1`, key, journal);
  let order = await buys(call, plan);
  if (!order) return { ...facts, end: 'sold_out' };
  const { id } = order;
  const path = `/orders/${id}`;
  order = await until('a number', async () => {
    const now = await call(path);
    return now.status === 'requested' ? undefined : now;
  });
  // Its supplier had none after all.
  if (order.phone === null) return { ...facts, id, end: 'sold_out' };
  if (plan.isCanceled) {
    order = await until('the cancel', async () => {
      const { status } = await call(path);
      if (status !== 'waiting') return call(path);
      await call(`${path}/cancel`, { method: 'POST' });
      return undefined;
    });
    return { ...facts, id, end: order.status === 'canceled' ? 'canceled' : 'lost' };
  }
  await pause(plan.smsAfterMs);
  const code = plan.sendsSms(order.phone.slice(1));
  order = await until(`the code ${code}`, async () => {
    const now = await call(`${path}?wait=5`);
    return now.status === 'waiting' ? undefined : now;
  });
  if (order.messages[0]?.code !== code) return { ...facts, id, code, end: 'lost' };
  await call(`${path}/finish`, { method: 'POST' });
  return { ...facts, id, code, end: 'completed' };
}

/** `problem` is the code of a refusal, of which nothing else is there. */
type Answer = OrderShape & { readonly problem?: string };
type Call = (path: string, init?: RequestInit) => Promise<Answer>;

async function buys(call: Call, { idempotencyKey, sold }: PurchasePlan): Promise<OrderShape | undefined> {
  const body = JSON.stringify({ service: sold, country: COUNTRIES[sold] });
  const headers = { 'idempotency-key': idempotencyKey, 'content-type': 'application/json' };
  const endsAt = Date.now() + SOLD_OUT_FOR_MS;
  for (;;) {
    const answer = await call('/orders', { method: 'POST', headers, body });
    if (answer.problem === undefined) return answer;
    if (!['no_numbers', 'not_offered'].includes(answer.problem)) throw new Error(`Refused: ${answer.problem}`);
    if (Date.now() > endsAt) return undefined;
    await pause(1_000);
  }
}

/** Sends everything again that was not answered, or answered with a request to wait. */
function asker(root: string, key: string, journal: ProgramJournal): Call {
  return (path, init) =>
    until(`an answer to ${path}`, async (): Promise<Answer | undefined> => {
      const headers = { 'x-api-key': key, ...init?.headers };
      const answer = await fetch(root + path, { ...init, headers, signal: AbortSignal.timeout(20_000) }).then(
        async (response) => ({ status: response.status, body: (await response.json()) as Answer & { code: string } }),
        () => undefined,
      );
      if (!answer || answer.status === 429 || answer.status >= 500) {
        journal.askedAgain += 1;
        return undefined;
      }
      return answer.status < 400 ? answer.body : { ...answer.body, problem: answer.body.code };
    });
}

async function until<Found>(what: string, look: () => Promise<Found | undefined>): Promise<Found> {
  for (const endsAt = Date.now() + GIVES_UP_MS; Date.now() < endsAt; await pause(AGAIN_AFTER_MS)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`A program never got ${what}.`);
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
