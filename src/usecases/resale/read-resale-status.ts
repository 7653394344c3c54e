import type { App } from '../../app';
import { readResaleStatusRow } from '../../database/queries/resale-orders';
import { type PublicReservationStatus, publicStatus } from '../../domain/reservation/reservation-status';
import type { ResaleCaller } from './resale-caller';
import { isResaleId } from './resale-order';

/** What a program that polls wants to know. */
export interface ResaleStatus {
  readonly id: number;
  readonly status: PublicReservationStatus;
  /** Of the newest message; null while there is none, and of a message in which no code was found. */
  readonly code: string | null;
  readonly text: string | null;
  readonly receivedAt: Date | null;
  /** There is a code, and the buyer asked for another one since. */
  readonly isWaitingForMore: boolean;
  /** The buyer said that they need it no more. */
  readonly isFinished: boolean;
  readonly expiresAt: Date;
}

/** Undefined when there is none, or when it is another user's. One named statement. */
export async function readResaleStatus(
  app: App,
  caller: Pick<ResaleCaller, 'userId'>,
  id: number,
): Promise<ResaleStatus | undefined> {
  if (!isResaleId(id)) return undefined;
  const row = await readResaleStatusRow(app.db, { id, userId: caller.userId });
  if (!row) return undefined;
  const { stage, code, text, receivedAt, moreAskedAt, expiresAt } = row;
  return {
    id,
    status: publicStatus(stage),
    code,
    text,
    receivedAt,
    isWaitingForMore: receivedAt !== null && moreAskedAt !== null && moreAskedAt >= receivedAt,
    isFinished: row.finishedAt !== null,
    expiresAt,
  };
}
