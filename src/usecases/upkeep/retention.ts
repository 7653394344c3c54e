import type { App } from '../../app';
import { ActKey } from '../../database/entities/act-key.entity';
import { Event } from '../../database/entities/event.entity';
import { ForeignOrder } from '../../database/entities/foreign-order.entity';
import { FunnelStep } from '../../database/entities/funnel-step.entity';
import { RestockWish } from '../../database/entities/restock-wish.entity';
import { Sale } from '../../database/entities/sale.entity';
import { UnansweredPurchase } from '../../database/entities/unanswered-purchase.entity';
import { pruneRows } from '../../database/queues/prune';
import { addMs, DAY_MS } from '../../domain/time';
import { deletePieces } from '../exports/export-pieces';
import { WISH_DAYS } from '../storefront/restock-wishes';

/** Rows that one act deletes of a kind; the next one goes on. */
const AT_ONCE = 5_000;
const SESSION_DAYS = 90;
/** No provider shows an order for so long. */
const ORDER_DAYS = 30;
const IMPORT_LINE_DAYS = 7;
const SALE_DAYS = 2;

/** Deletes what was kept only for a while. Settings of 0 days keep things for ever. */
export async function prune(app: App): Promise<Record<string, number>> {
  const { chatDays, eventDays, funnelDays, actKeyDays } = await app.settings();
  const { db } = app;
  const olderThan = (days: number) => ({ before: daysAgo(app, days), limit: AT_ONCE });
  return {
    pruned: await db.ticks.prune(daysAgo(app, chatDays), AT_ONCE),
    forgottenEvents: eventDays === 0 ? 0 : await pruneRows(db, Event, 'at', olderThan(eventDays)),
    // Who came how far. Reports say since when they know it.
    forgottenSteps: funnelDays === 0 ? 0 : await pruneRows(db, FunnelStep, 'hour', olderThan(funnelDays)),
    // Keys of acts that nobody repeats any more. Keys of transfers are their own, and stay.
    forgottenKeys: await pruneRows(db, ActKey, 'createdAt', olderThan(actKeyDays)),
    // Of the panel. The last one of each person stays, since it says that they were let in.
    forgottenSessions: await db.admins.pruneSessions(daysAgo(app, SESSION_DAYS), AT_ONCE),
    forgottenWishes: await pruneRows(db, RestockWish, 'createdAt', olderThan(WISH_DAYS)),
    forgottenExports: await forgetExports(app),
    forgottenOrders: await pruneRows(db, ForeignOrder, 'seenAt', olderThan(ORDER_DAYS)),
    // What was chosen on the way to an offer.
    forgottenSales: await pruneRows(db, Sale, 'createdAt', olderThan(SALE_DAYS)),
    forgottenQuestions: await pruneRows(db, UnansweredPurchase, 'askedAt', olderThan(ORDER_DAYS)),
  };
}

/** What was kept as long as the shop wants to keep it. Of messages the rows stay, so that none is taken twice. */
export async function forget(app: App): Promise<Record<string, number>> {
  const { messageTextDays, supportDays } = await app.settings();
  const { db } = app;
  const now = app.clock.now();
  const forgottenDeletions = await db.deletedRows.forget(now);
  return {
    erased: messageTextDays <= 0 ? 0 : await db.messages.erase(daysAgo(app, messageTextDays), now, AT_ONCE),
    // Verdicts line by line; the counts of an import stay.
    forgotten: await db.numberImports.forgetLines(daysAgo(app, IMPORT_LINE_DAYS), 5),
    forgottenDeletions,
    forgottenThreads: supportDays === 0 ? 0 : await db.support.forget(daysAgo(app, supportDays), 500),
  };
}

/** Deliveries of suppliers that nobody looks up any more. */
export async function pruneWebhooks(app: App): Promise<Record<string, number>> {
  const { webhookDays } = await app.settings();
  const before = daysAgo(app, webhookDays);
  await app.db.mirroredMessages.prune(daysAgo(app, 1), AT_ONCE);
  const parts = await app.db.messageParts.prune(before, AT_ONCE);
  return { parts, pruned: await app.db.webhooks.prune(before, app.clock.now(), AT_ONCE) };
}

/** Exports whose links have expired, with their files. */
async function forgetExports(app: App): Promise<number> {
  const expired = await app.db.exports.listExpired(app.clock.now(), 100);
  for (const id of expired) {
    await deletePieces(app, { exportId: id });
    await app.db.exports.delete(id);
  }
  return expired.length;
}

const daysAgo = (app: App, days: number) => addMs(app.clock.now(), -days * DAY_MS);
