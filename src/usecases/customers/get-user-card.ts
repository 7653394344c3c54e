import type { App } from '../../app';
import { readTimeline, readUserCounts, type TimelineRow, type UserCounts } from '../../database/queries/people';
import { readUsersByIds, type UserRow } from '../../database/queries/users';
import type { Amount } from '../../domain/money/money';

export interface UserCard extends UserRow, UserCounts {
  readonly available: Amount;
  readonly held: Amount;
}

/** What an operator sees of a user at a glance. Undefined: there is no such user. */
export async function getUserCard(app: App, { userId }: { userId: bigint }): Promise<UserCard | undefined> {
  const [[user], wallet, counts] = await Promise.all([
    readUsersByIds(app.db, [userId]),
    app.db.ledger.findWallet(userId),
    readUserCounts(app.db, userId),
  ]);
  return user && { ...user, ...counts, available: wallet?.available ?? 0n, held: wallet?.held ?? 0n };
}

export type TimelineEntry = TimelineRow;

/** Transfers, reservations and acts of operators of one user, newest first. */
export async function listTimeline(
  app: App,
  o: { userId: bigint; page: number; pageSize: number },
): Promise<{ items: TimelineEntry[]; hasNext: boolean }> {
  const { userId, page, pageSize } = o;
  const rows = await readTimeline(app.db, { userId, offset: page * pageSize, limit: pageSize });
  return { items: rows.slice(0, pageSize), hasNext: rows.length > pageSize };
}
