import type { App } from '../../app';
import type { PaymentMethod } from '../../database/entities/payment-method.entity';
import { listInvoicesMade } from '../../database/queries/payment-sides';
import { DECIMAL_ONE, formatDecimal } from '../../domain/money/decimal';
import type { Span, TheirMoney } from '../../domain/payment/compare-day';
import { STARS } from '../../domain/payment/quote';
import { addMs } from '../../domain/time';
import type { InvoiceSnapshot, PaymentFault, PaymentProvider } from '../../ports/payment-provider';
import type { StarsTransaction } from '../../ports/stars';
import { LATE_MS } from './read-invoice';

export type TheirSide =
  | {
      readonly kind: 'read';
      /** False: there is no list, so each invoice of ours was asked for by itself, and money of nobody's cannot be seen. */
      readonly isListed: boolean;
      readonly money: readonly TheirMoney[];
    }
  | PaymentFault
  /** Only the process that owns the bot's session can ask. */
  | { readonly kind: 'not_connected' };

/** More pages than any shop has days of; a list that never ends is none. */
const MOST_PAGES = 2_000;
const STARS_PAGE = 100;
const AT_ONCE = 4;

/** What a provider says that it took around a day: of all invoices that could be paid then. */
export async function readTheirSide(
  app: App,
  method: PaymentMethod,
  provider: PaymentProvider,
  day: Span,
): Promise<TheirSide> {
  const span = { from: addMs(day.from, -LATE_MS), until: day.until };
  const read = provider.list ? await listAll(provider.list, span) : await readEach(app, method, provider, span);
  if (!Array.isArray(read)) return read;
  return { kind: 'read', isListed: provider.list !== undefined, money: read.flatMap(moneyOf) };
}

async function listAll(
  list: NonNullable<PaymentProvider['list']>,
  span: Span,
): Promise<InvoiceSnapshot[] | PaymentFault> {
  const invoices: InvoiceSnapshot[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await list({ ...span, cursor });
    if (answer.kind === 'fault') return answer;
    invoices.push(...answer.invoices);
    cursor = answer.next;
    if (cursor === undefined) return invoices;
  }
  return { kind: 'fault', fault: 'unavailable', detail: 'its list has no end' };
}

async function readEach(app: App, method: PaymentMethod, provider: PaymentProvider, span: Span) {
  const made = await listInvoicesMade(app.db, { methodId: method.id, span });
  return readInvoices(
    provider,
    made.map(({ externalId }) => externalId),
  );
}

/** Invoices one by one. Those that the provider does not know are left out; any other fault ends it. */
export async function readInvoices(
  provider: PaymentProvider,
  externalIds: readonly string[],
): Promise<InvoiceSnapshot[] | PaymentFault> {
  const invoices: InvoiceSnapshot[] = [];
  const waiting = [...externalIds];
  let trouble: PaymentFault | undefined;
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined && !trouble; id = waiting.shift()) {
      const invoice = await provider.readInvoice(id);
      if (invoice.kind === 'invoice') invoices.push(invoice);
      else if (invoice.fault !== 'not_found') trouble = invoice;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return trouble ?? invoices;
}

/** Each money of an invoice, with what was taken back of it. */
export function moneyOf({ externalId, token, arrived, takenBack }: InvoiceSnapshot): TheirMoney[] {
  const keys = new Set([...arrived, ...takenBack].map(({ receiptKey }) => receiptKey));
  return [...keys].map((receiptKey) => {
    const came = arrived.find((one) => one.receiptKey === receiptKey);
    return {
      ...{ receiptKey, externalId, token: token ?? null },
      arrived: came ? { money: came.received, at: came.arrivedAt } : null,
      takings: takenBack.filter((one) => one.receiptKey === receiptKey),
    };
  });
}

/** Telegram's list of what moved Stars, newest first, back to the beginning of a day. */
export async function readTheirStars(app: App, day: Span): Promise<TheirSide> {
  const moved: StarsTransaction[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await app.telegram.listStarsTransactions({ cursor, limit: STARS_PAGE, ascending: false });
    if (answer.kind === 'flood') return { kind: 'fault', fault: 'rate_limited', detail: 'flood' };
    if (answer.kind !== 'page')
      return answer.detail === 'not_connected'
        ? { kind: 'not_connected' }
        : { kind: 'fault', fault: 'unavailable', detail: answer.detail };
    moved.push(...answer.transactions);
    cursor = answer.next;
    const oldest = answer.transactions.at(-1);
    if (cursor === undefined || (oldest && oldest.at < day.from)) break;
  }
  const settled = moved.filter(({ isPending, isFailed }) => !isPending && !isFailed);
  const paid = settled.filter(({ isIncoming, isRefund }) => isIncoming && !isRefund);
  const refunds = settled.filter(({ isRefund }) => isRefund);
  const keys = [...new Set([...paid, ...refunds].map(({ id }) => id))];
  return { kind: 'read', isListed: true, money: keys.map((id) => starsOf(id, paid, refunds)) };
}

function starsOf(id: string, paid: readonly StarsTransaction[], refunds: readonly StarsTransaction[]): TheirMoney {
  const came = paid.find((one) => one.id === id);
  return {
    ...{ receiptKey: id, externalId: null, token: came?.payload ?? null },
    arrived: came ? { money: inStars(came), at: came.at } : null,
    takings: refunds
      .filter((one) => one.id === id)
      .map((one) => ({ takingKey: `refund:${id}`, amount: inStars(one), state: 'REFUNDED', at: one.at })),
  };
}

const NANOS = DECIMAL_ONE / 1_000_000_000n;
const inStars = ({ stars, nanos }: StarsTransaction) => ({
  amount: formatDecimal(stars * DECIMAL_ONE + BigInt(nanos) * NANOS),
  currency: STARS,
});
