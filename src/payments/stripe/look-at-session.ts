import type { InvoicePage, InvoiceSnapshot, PaymentFault, TakenBack } from '../../ports/payment-provider';
import type { Ask } from '../kit/adapter';
import { paymentFault } from '../kit/readings';
import { readDisputes, readRefunds } from './read-reply';
import { readSessionPage, readSessionReply, type StripeSession } from './read-session';

const PAGE = 100;

/** The query that has a session's payment, charge and fee sent along. */
export const expanded = (prefix: string): string =>
  `?expand[]=${encodeURIComponent(`${prefix}payment_intent.latest_charge.balance_transaction`)}`;

export async function lookAtSession(ask: Ask, id: string): Promise<InvoiceSnapshot | PaymentFault> {
  const path = `/checkout/sessions/${encodeURIComponent(id)}${expanded('')}`;
  const session = await ask({ name: 'read session', path }, readSessionReply);
  if (session.kind === 'fault') return session;
  return session.id === id ? snapshotOf(ask, session) : paymentFault('unavailable', 'another session was answered');
}

/** Sessions made within a time, newest first; the cursor is the last one read. */
export async function listSessions(
  ask: Ask,
  { from, until, cursor }: { from: Date; until: Date; cursor?: string },
): Promise<InvoicePage | PaymentFault> {
  const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
  const query = { 'created[gte]': seconds(from), 'created[lt]': seconds(until), limit: PAGE, starting_after: cursor };
  const page = await ask(
    { name: 'list sessions', path: `/checkout/sessions${expanded('data.')}`, query },
    readSessionPage,
  );
  if (page.kind === 'fault') return page;
  const invoices: InvoiceSnapshot[] = [];
  for (const session of page.sessions) {
    const snapshot = await snapshotOf(ask, session);
    if (snapshot.kind === 'fault') return snapshot;
    invoices.push(snapshot);
  }
  const last = page.sessions.at(-1)?.id;
  return { kind: 'invoices', invoices, ...(page.hasMore && last !== undefined ? { next: last } : {}) };
}

/** What was taken back stands in lists of its own, which are asked for only when the charge says that there is something. */
async function snapshotOf(ask: Ask, session: StripeSession): Promise<InvoiceSnapshot | PaymentFault> {
  const { id, token, status, hasFailed, arrived, refundedOf, disputedOf } = session;
  const takenBack: TakenBack[] = [];
  for (const [name, of, reader] of [
    ['refunds', refundedOf, readRefunds],
    ['disputes', disputedOf, readDisputes],
  ] as const) {
    if (of === undefined) continue;
    const listed = await ask({ name, path: `/${name}`, query: { payment_intent: of, limit: PAGE } }, reader);
    if (listed.kind === 'fault') return listed;
    takenBack.push(...listed.takings);
  }
  const isPaid = arrived.length > 0;
  return {
    ...{ kind: 'invoice', externalId: id, token, arrived, takenBack },
    status: isPaid ? 'PAID' : hasFailed ? 'FAILED' : STATUSES[status],
    isFinal: isPaid || hasFailed || status === 'expired',
  };
}

/** Of a session that is not paid; a completed one waits for a transfer. */
const STATUSES = { open: 'OPEN', complete: 'SEEN', expired: 'EXPIRED' } as const;
