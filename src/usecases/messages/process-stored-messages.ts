import type { App } from '../../app';
import { type AppliedMessages, applyCandidates } from './apply-candidates';

/** Younger ones are still in the hands of whoever stored them. */
const LEFT_OVER_AFTER_MS = 3_000;
const LIMIT = 200;

/** Picks up messages that were stored by a process which died before it gave them to anybody. */
export async function processStoredMessages(app: App): Promise<AppliedMessages> {
  const now = app.clock.now();
  const { lateCodeWindowS } = await app.settings();
  const storedBefore = new Date(now.getTime() - LEFT_OVER_AFTER_MS);
  const candidates = await app.db.messages.matchLeftOver({
    storedBefore,
    now,
    lateWindowS: lateCodeWindowS,
    limit: LIMIT,
  });
  return applyCandidates(app, candidates);
}

/** Messages may come while their order's purchase is still unsettled; the reservation gets them when it has the order. */
export async function reviveMessagesOfOrder(app: App, providerId: number, orderId: string): Promise<AppliedMessages> {
  const { lateCodeWindowS } = await app.settings();
  const candidates = await app.db.messages.matchOrphansOfOrder({
    providerId,
    orderId,
    now: app.clock.now(),
    lateWindowS: lateCodeWindowS,
  });
  return applyCandidates(app, candidates);
}
