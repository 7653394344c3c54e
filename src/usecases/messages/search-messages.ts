import type { App } from '../../app';
import {
  type AssignableRow,
  type InboundMessageFilter,
  readAssignable,
  readMessage,
  readMessages,
} from '../../database/queries/messages';
import type { PageRequest } from '../../domain/paging/page-request';

const MOST_ASSIGNABLE = 20;

/** A page of all messages, newest first; orphans are those with the status ORPHAN. */
export function searchMessages(app: App, o: { filter: InboundMessageFilter; page: PageRequest }) {
  return readMessages(app.db, o.filter, o.page);
}

export function findMessage(app: App, id: bigint) {
  return readMessage(app.db, id);
}

/** The reservations that an orphan could still be given to, newest first. */
export async function listAssignable(app: App, messageId: bigint): Promise<AssignableRow[]> {
  const { lateCodeWindowS: lateWindowS } = await app.settings();
  return readAssignable(app.db, { messageId, now: app.clock.now(), lateWindowS, limit: MOST_ASSIGNABLE });
}
