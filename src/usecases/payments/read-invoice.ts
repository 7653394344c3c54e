import type { App } from '../../app';
import type { Payment } from '../../database/entities/payment.entity';
import type { PaymentMethod } from '../../database/entities/payment-method.entity';
import type { DuePaymentEvent, DueRead } from '../../database/queues/payment-work';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time';
import type { InvoiceSnapshot } from '../../ports/payment-provider';
import { noteProviderFault } from './provider-trouble';
import { takeBack } from './take-back';
import { takeReceipt } from './take-receipts';

/** Waits before the second look, the third ...; from then on every hour for a day, and twice a day for as long as late money may come. */
const WAITS_MS = [1, 2, 5, 10, 30].map((minutes) => minutes * MINUTE_MS);
const AT_ONCE = 8;
/** For so long after an invoice was made late money is looked for. */
export const LATE_MS = 7 * DAY_MS;
/** A call to a provider ends long before. */
export const PAYMENT_LEASE_MS = MINUTE_MS;

/** Looks into all deliveries that wait for it. Returns how many. */
export async function handlePaymentEvents(app: App): Promise<number> {
  const now = app.clock.now();
  const events = await app.db.paymentWork.claimEvents({
    now,
    leasedUntil: addMs(now, PAYMENT_LEASE_MS),
    limit: AT_ONCE,
  });
  await Promise.all(
    events.map((event) =>
      handlePaymentEvent(app, event).catch((err: unknown) =>
        app.log.error({ err, event: event.id.toString() }, 'a payment event could not be looked into'),
      ),
    ),
  );
  return events.length;
}

/** A webhook rings: its provider is asked how the invoice stands, unless it cannot be, and then what it signed counts. */
async function handlePaymentEvent(app: App, event: DuePaymentEvent): Promise<void> {
  const { id, methodId, externalId, token, tries, snapshot } = event;
  const method = await app.db.payments.findMethod(methodId);
  const payment = await findPayment(app, methodId, { externalId, token });
  const name = payment?.externalId ?? externalId;
  const wait = addMs(app.clock.now(), WAITS_MS[Math.min(tries - 1, WAITS_MS.length - 1)]!);
  if (!method) return app.db.paymentWork.settleEvent(id, null, 'no such method');
  const problem = snapshot
    ? await applySnapshot(app, method, payment, dated(snapshot))
    : await readNow(app, method, name);
  // What is not known there now will not be known later.
  await app.db.paymentWork.settleEvent(id, problem && tries < 10 ? wait : null, problem ?? null);
}

/** The safety net under lost webhooks. */
export async function readDuePayment(app: App, due: DueRead): Promise<{ readonly kind: 'read' }> {
  const method = await app.db.payments.findMethod(due.methodId);
  if (method) await readNow(app, method, due.externalId);
  const now = app.clock.now();
  const ageMs = now.getTime() - due.createdAt.getTime();
  const waitMs = WAITS_MS[due.reads] ?? (ageMs < DAY_MS ? HOUR_MS : DAY_MS / 2);
  await app.db.paymentWork.readAgain(due.id, ageMs > LATE_MS ? null : addMs(now, waitMs));
  return { kind: 'read' };
}

/** Asks the provider of a payment now, because an operator wants to know. False: there is nobody to ask. */
export async function askAboutPayment(app: App, id: bigint): Promise<boolean> {
  const payment = await app.db.payments.find(id);
  const method = payment && (await app.db.payments.findMethod(payment.methodId));
  if (!method || payment.externalId === null || !app.payments.get(method)) return false;
  await readNow(app, method, payment.externalId);
  return true;
}

/** Why it could not be read; undefined when it was. */
async function readNow(app: App, method: PaymentMethod, externalId: string | null): Promise<string | undefined> {
  const provider = app.payments.get(method);
  if (!provider) return 'the settings of the method fit no adapter';
  if (externalId === null) return undefined;
  const snapshot = await provider.readInvoice(externalId);
  if (snapshot.kind === 'fault') {
    await noteProviderFault(app, method, snapshot);
    return snapshot.fault === 'not_found' ? undefined : `${snapshot.fault}: ${snapshot.detail}`;
  }
  return applySnapshot(app, method, await findPayment(app, method.id, snapshot), snapshot);
}

/**
 * Brings our rows up to what a provider says of an invoice. Repeating it, in whatever order, changes nothing more. Answers why it
 * has to be looked at again; undefined when it has not.
 */
export async function applySnapshot(
  app: App,
  method: PaymentMethod,
  payment: Payment | undefined,
  snapshot: InvoiceSnapshot,
): Promise<string | undefined> {
  for (const money of snapshot.arrived) await takeReceipt(app, method, payment, money);
  let isLater = false;
  for (const taking of snapshot.takenBack) isLater = (await takeBack(app, method, taking)) === 'later' || isLater;
  const problem = isLater ? 'a refund of ours is under way' : undefined;
  if (!payment) return problem;
  await follow(app, payment, snapshot);
  if (snapshot.isFinal && !isLater) await app.db.paymentWork.readAgain(payment.id, null);
  return problem;
}

async function follow(app: App, { id, userId }: Payment, { status }: InvoiceSnapshot): Promise<void> {
  const now = app.clock.now();
  if (status === 'SEEN') {
    await app.db.transact(async (tx) => {
      if (!(await tx.payments.moveStatus(id, ['OPEN', 'EXPIRED'], 'SEEN', null))) return;
      await tx.outbox.put({
        key: `seen:${id}`,
        lane: 1,
        userId,
        kind: 'payment_seen',
        payload: { paymentId: String(id) },
        at: now,
      });
    });
    app.wake('outbox');
  } else if (status === 'EXPIRED' || status === 'CANCELED' || status === 'FAILED') {
    await app.db.payments.moveStatus(id, ['OPEN', 'SEEN'], status, now);
  }
}

async function findPayment(
  app: App,
  methodId: number,
  { externalId, token }: { externalId: string | null; token?: string | null },
): Promise<Payment | undefined> {
  const byToken = token ? await app.db.payments.findByToken(token) : null;
  if (byToken) return byToken.methodId === methodId ? byToken : undefined;
  return (externalId !== null && (await app.db.payments.findByExternalId(methodId, externalId))) || undefined;
}

/** Times come back from the database's JSON as text. */
function dated(stored: unknown): InvoiceSnapshot {
  const snapshot = stored as InvoiceSnapshot;
  return {
    ...snapshot,
    arrived: snapshot.arrived.map((money) => ({ ...money, arrivedAt: new Date(money.arrivedAt) })),
    takenBack: snapshot.takenBack.map((taking) => ({ ...taking, at: new Date(taking.at) })),
  };
}
