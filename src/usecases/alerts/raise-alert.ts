import type { App } from '../../app';
import { type AlertFacts, type AlertKind, ENDED_IN_SILENCE } from '../../domain/alert-kind';
import { listAdminSessions } from '../admins/use-session';

export interface Alert {
  /** Names the cause: the same key is the same trouble. */
  readonly key: string;
  readonly kind: AlertKind;
  readonly facts: AlertFacts;
  /** Operators hear of one key at most once in so many seconds. */
  readonly everyS: number;
}

/**
 * Notes a trouble that an operator must repair, and tells every owner whom the bot knows and everybody who is in the panel
 * now, at most once in a window. May be called as often as the trouble comes. True when it was told now.
 */
export async function raiseAlert(app: App, alert: Alert): Promise<boolean> {
  const people = await listListeners(app);
  const isTold = await app.db.alerts.raise({ ...alert, people, now: app.clock.now() });
  if (isTold) {
    app.log.warn({ alert: alert.kind, key: alert.key, facts: alert.facts }, 'an operator must look at this');
    app.wake('outbox');
  }
  return isTold;
}

/** The trouble is over, and who was told of it hears that, too; should it come again, it is told at once. */
export async function clearAlert(app: App, key: string): Promise<void> {
  const kind = await app.db.alerts.findKind(key);
  if (kind === undefined) return;
  const people = ENDED_IN_SILENCE.has(kind as AlertKind) ? [] : await listListeners(app);
  if (await app.db.alerts.end({ key, people, now: app.clock.now() })) app.wake('outbox');
}

/** Every owner whom the bot knows, and everybody who is in the panel now. */
async function listListeners(app: App): Promise<bigint[]> {
  const admins = (await listAdminSessions(app)).flatMap(({ telegramId }) => (telegramId === null ? [] : [telegramId]));
  return [...app.ownerIds, ...admins];
}
