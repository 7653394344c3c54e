import { STARS_PROTOCOL } from '../domain/payment/stars';
import { addMs, DAY_MS, HOUR_MS } from '../domain/time';
import { watchAlerts } from '../usecases/alerts/watch-alerts';
import { listUnsettledBroadcasts, settleBroadcast } from '../usecases/broadcasts/feed-broadcasts';
import { showBroadcasts } from '../usecases/broadcasts/show-broadcasts';
import { putDueSummaries } from '../usecases/channels/put-due-summaries';
import { sweepDepartures } from '../usecases/channels/sweep-departures';
import { sweepOffers } from '../usecases/channels/sweep-offers';
import { claimDeliveries, DELIVERY_PACES, deliverEvent } from '../usecases/events/deliver-event';
import { EXPORT_LEASE_MS, writeExport } from '../usecases/exports/write-export';
import { endGift } from '../usecases/growth/gifts';
import { payReferral } from '../usecases/growth/referrals';
import { watchBooks } from '../usecases/ledger/watch-books';
import { confirmDelivery } from '../usecases/messages/confirm-delivery';
import { joinOverdueParts, listOverdueParts } from '../usecases/messages/join-parts';
import { processStoredMessages } from '../usecases/messages/process-stored-messages';
import { takeOverImport } from '../usecases/numbers/carry-on-import';
import { carryOutDeletion } from '../usecases/numbers/carry-out-deletion';
import { watchStock } from '../usecases/numbers/watch-stock';
import { handlePaymentEvents, PAYMENT_LEASE_MS, readDuePayment } from '../usecases/payments/read-invoice';
import { claimDays, planDays, reconcileDay } from '../usecases/payments/reconcile-payments';
import { reconcileStars } from '../usecases/payments/reconcile-stars';
import { finishRefunds } from '../usecases/payments/refund-receipt';
import { keepBalanceFresh } from '../usecases/providers/fetch-balance';
import { endUpstreamOrder } from '../usecases/reservations/end-upstream-order';
import { expireReservation } from '../usecases/reservations/expire-reservation';
import { finishCancel } from '../usecases/reservations/finish-cancel';
import { settleReservation } from '../usecases/reservations/settle-reservation';
import { tellUnclearPurchases } from '../usecases/reservations/tell-unclear-purchases';
import { WORK_LEASE_MS } from '../usecases/reservations/timing';
import { watchSims } from '../usecases/sims/watch-sims';
import { tellRestocked } from '../usecases/storefront/restock-wishes';
import { syncCatalogue } from '../usecases/supply/sync-catalogue';
import { watchSupport } from '../usecases/support/watch-support';
import { forget, prune, pruneWebhooks } from '../usecases/upkeep/retention';
import { defineJob, type Job, type JobDefinition } from './define-job';
import { pollOnce } from './provider-polls';

type Run = JobDefinition['run'];

/** One worker at each tick. */
const onOne = (name: string, schedule: string, run: Run) => defineJob({ name, schedule, oncePerTick: true, run });
/** Every worker at each tick: each claims its own share. */
const onEach = (name: string, schedule: string, run: Run) => defineJob({ name, schedule, oncePerTick: false, run });

/** A call to a supplier ends long before; a process that dies leaves its share to others then. */
const CONFIRM_LEASE_MS = 30_000;

/**
 * Every provider whose turn it is, all at once, so that a hanging one delays no other. A running worker has a loop of its
 * own for it.
 */
export const pollProvidersJob = onEach('poll-providers', '* * * * * *', pollOnce);

/** Everything timed: its name, when it comes (node-schedule's six fields, seconds first), and what it does. */
export const JOBS: readonly Job[] = [
  // Messages
  pollProvidersJob,
  onOne('process-stored-messages', '*/3 * * * * *', async ({ app }) => ({ ...(await processStoredMessages(app)) })),
  onEach('confirm-webhooks', '* * * * * *', async ({ app, each, now }) => {
    const due = await app.db.webhookConfirmations.claimUnconfirmed(now, addMs(now, CONFIRM_LEASE_MS), 50);
    return each(due, (one) => confirmDelivery(app, one), 8);
  }),
  onOne('join-parts', '*/5 * * * * *', async ({ app, each }) =>
    each(await listOverdueParts(app, 100), (group) => joinOverdueParts(app, group)),
  ),

  // Reservations
  onOne('expire-reservations', '* * * * * *', async ({ app, each, now }) =>
    each(await app.db.dueReservations.listExpired(now, 500), (id) => expireReservation(app, { id })),
  ),
  onEach('finish-cancels', '* * * * * *', async ({ app, each, now }) =>
    each(await app.db.dueReservations.listToCancel(now, 100), (id) => finishCancel(app, { id }), 8),
  ),
  onEach('settle-reservations', '* * * * * *', async ({ app, each, now }) =>
    each(await app.db.dueReservations.listToSettle(now, 100), (id) => settleReservation(app, { id }), 8),
  ),
  onEach('close-upstream', '* * * * * *', async ({ app, each, now }) => {
    const claimed = await app.db.upstreamOrderEnds.claimDue(now, addMs(now, WORK_LEASE_MS), 50);
    return each(claimed, (orderEnd) => endUpstreamOrder(app, orderEnd), 8);
  }),
  onOne('tell-unclear-purchases', '30 * * * * *', async ({ app, each }) =>
    each(await app.db.reconciliation.listUntold(), (providerId) => tellUnclearPurchases(app, { providerId }), 1),
  ),

  // Numbers
  onOne('hand-back-numbers', '*/5 * * * * *', async ({ app, now }) => ({
    handedBack: await app.db.reservations.handBackNumbers(now, 1_000),
  })),
  // Imports whose process died, and those that were only accepted.
  onEach('carry-on-imports', '*/5 * * * * *', async ({ app, signal }) => {
    const { kind } = await takeOverImport(app, signal);
    return kind === 'nothing' ? {} : { [kind]: 1 };
  }),
  // Deletions of many numbers and their undoing, which a process began and another one may finish.
  onOne('carry-out-deletions', '*/5 * * * * *', async ({ app, each, signal }) => {
    const open = await app.db.numberDeletions.listOpen();
    return each(open, (deletionId) => carryOutDeletion(app, { deletionId, steps: 10_000, signal }), 1);
  }),
  onOne('watch-stock', '0 */5 * * * *', ({ app }) => watchStock(app)),
  // SIMs of our own, and the daemons that they are in.
  onOne('watch-sims', '20 * * * * *', ({ app }) => watchSims(app)),

  // Whoever waits for an offer is told that it is back.
  onOne('tell-restocked', '*/5 * * * * *', async ({ app }) => ({ told: await tellRestocked(app) })),

  // Suppliers
  // The order of routes follows what they bring.
  onOne('rank-routes', '*/15 * * * * *', async ({ app, now }) => ({ moved: await app.db.routing.rank(now) })),
  // Our money. Suppliers without a list of orders are asked often while numbers of theirs are open, since only the balance
  // can tell there what became of a purchase without an answer.
  onOne('look-at-balances', '*/20 * * * * *', async ({ app, each, now }) => {
    await app.db.reconciliation.forgetSnapshots(addMs(now, -HOUR_MS));
    const due = await app.db.reconciliation.listToLook(now, { idleS: 240, busyS: 20 });
    return each(due, (providerId) => keepBalanceFresh(app, { providerId }), 8);
  }),
  // What they sell, and at what price.
  onOne('sync-catalogues', '15 * * * * *', async ({ app, each, now }) => {
    await app.db.supply.forgetChanges(addMs(now, -30 * DAY_MS));
    return each(await app.db.supply.listDue(now, 50), (providerId) => syncCatalogue(app, { providerId }));
  }),

  // Channels, broadcasts, events
  onOne('feed-broadcasts', '* * * * * *', async ({ app, each }) =>
    each(await listUnsettledBroadcasts(app), (id) => settleBroadcast(app, id)),
  ),
  onOne('show-broadcasts', '*/4 * * * * *', ({ app }) => showBroadcasts(app)),
  onOne('post-summaries', '10 * * * * *', async ({ app }) => ({ put: await putDueSummaries(app) })),
  onOne('sweep-offers', '40 * * * * *', async ({ app }) => ({ announced: await sweepOffers(app) })),
  // Only the worker whose process owns the bot's session gets answers. Five questions in half a minute are a sixth of one a
  // second, of which buyers notice nothing.
  onEach('sweep-departures', '*/30 * * * * *', ({ app, signal }) => sweepDepartures(app, { limit: 5, signal })),
  onEach('deliver-events', '* * * * * *', async ({ app, each, now }) => {
    if (!app.events) return {};
    const due = await claimDeliveries(app, 'operators', now);
    return each(due, (delivery) => deliverEvent(app, delivery), DELIVERY_PACES.operators.atOnce);
  }),
  // Apart, so that servers of strangers hold up no program of the shop's own.
  onEach('deliver-webhooks', '* * * * * *', async ({ app, each, now }) => {
    if (!app.events) return {};
    const due = await claimDeliveries(app, 'buyers', now);
    return each(due, (delivery) => deliverEvent(app, delivery), DELIVERY_PACES.buyers.atOnce);
  }),

  // Payments
  onEach('handle-payment-events', '* * * * * *', async ({ app }) => ({ handled: await handlePaymentEvents(app) })),
  // What no webhook told.
  onEach('read-payments', '*/5 * * * * *', async ({ app, each, now }) => {
    const due = await app.db.paymentWork.claimReads({ now, leasedUntil: addMs(now, PAYMENT_LEASE_MS), limit: 50 });
    return each(due, (payment) => readDuePayment(app, payment), 8);
  }),
  onOne('expire-payments', '*/10 * * * * *', async ({ app, now }) => ({ expired: await app.db.payments.expire(now) })),
  onEach('finish-refunds', '* * * * * *', async ({ app }) => ({ asked: await finishRefunds(app) })),
  onOne('make-payments-usable', '5 * * * * *', async ({ app, each, now }) => {
    const made = await each(await app.db.payments.listUsable(now, 200), (id) => app.db.payments.makeUsable(id, now), 4);
    app.wake('outbox');
    return made;
  }),
  onOne('plan-payment-days', '0 5 * * * *', async ({ app, now }) => {
    await planDays(app, now);
    return {};
  }),
  onEach('reconcile-payments', '*/10 * * * * *', async ({ app, each, now }) =>
    each(await claimDays(app, now), (day) => reconcileDay(app, day)),
  ),
  // Only the worker whose process owns the bot's session gets answers; so it is below.
  onEach('reconcile-days-of-stars', '*/10 * * * * *', async ({ app, each, now }) => {
    const due = await app.db.paymentDays.listDue({ now, protocol: STARS_PROTOCOL, limit: 4 });
    return each(due, (day) => reconcileDay(app, day), 1);
  }),
  onEach('reconcile-stars', '20 */10 * * * *', async ({ app }) => ({ ...(await reconcileStars(app)) })),

  // What buyers ask
  onOne('watch-support', '*/15 * * * * *', ({ app }) => watchSupport(app)),

  // People who bring people
  onOne('pay-referrals', '15 * * * * *', async ({ app, each, now }) =>
    each(await app.db.growth.listMaturedReferrals(now, 200), (id) => payReferral(app, { id }), 4),
  ),
  onOne('return-gifts', '25 * * * * *', async ({ app, each, now }) =>
    each(await app.db.growth.listExpiredGifts(now, 200), (id) => endGift(app, { id, takerId: null }), 4),
  ),

  // Upkeep
  onOne('watch-alerts', '35 * * * * *', ({ app }) => watchAlerts(app)),
  onEach('write-exports', '*/2 * * * * *', async ({ app, each, now, signal }) => {
    const claimed = await app.db.exports.claim({ now, leasedUntil: addMs(now, EXPORT_LEASE_MS) });
    return each(claimed ? [claimed] : [], (row) => writeExport(app, row, signal));
  }),
  onOne('check-books', '0 7 * * * *', ({ app }) => watchBooks(app)),
  onOne('prune', '0 * * * * *', ({ app }) => prune(app)),
  onOne('prune-webhooks', '30 * * * * *', ({ app }) => pruneWebhooks(app)),
  onOne('forget', '30 * * * * *', ({ app }) => forget(app)),
];
