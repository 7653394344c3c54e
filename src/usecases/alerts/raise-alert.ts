import type { App } from '../../app';
import type { AlertFacts, AlertKind } from '../../domain/alert-kind';
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
  const admins = (await listAdminSessions(app)).flatMap(({ telegramId }) => (telegramId === null ? [] : [telegramId]));
  const people = [...app.ownerIds, ...admins];
  const isTold = await app.db.alerts.raise({ ...alert, people, now: app.clock.now() });
  if (isTold) {
    app.log.warn({ alert: alert.kind, key: alert.key, facts: alert.facts }, 'an operator must look at this');
    app.wake('outbox');
  }
  return isTold;
}

/** The trouble is over; should it come again, it is told at once. */
export async function clearAlert(app: App, key: string): Promise<void> {
  await app.db.alerts.clear(key);
}
