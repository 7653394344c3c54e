import type { App } from '../../app';
import { keptPerDatabase } from '../../database/kept-per-database';
import { readResaleStatusRows } from '../../database/queries/resale-orders';
import { createSharedReader } from '../../database/shared-reads';
import type { ResaleCaller } from './resale-caller';
import { isResaleId } from './resale-order';

/** What a program that polls wants to know. A paid code stays readable until the buyer says that they need it no more. */
export type ResaleStatus = { readonly id: number; readonly expiresAt: Date } & (
  | { readonly kind: 'waiting' }
  | {
      /** `waiting_again`: the buyer asked for another one since. */
      readonly kind: 'code' | 'waiting_again';
      /** Of the newest message; its whole text where no code was found in it. */
      readonly code: string;
      readonly text: string;
      readonly at: Date;
    }
  | { readonly kind: 'closed'; readonly reason: 'finished' | 'canceled' | 'expired' }
);

/** So many connections of this process are enough for those who poll, however many they are; the others are the chat's. */
const LANES = 2;
/** Nobody who polls notices; many of them together cost a fourth. */
const GATHER_MS = 10;
/** So many are worth a statement at once. */
const ENOUGH = 8;

const readerOf = keptPerDatabase<ReturnType<typeof createReader>>();

function createReader(db: App['db']) {
  const read = async (ids: readonly number[]) =>
    new Map((await readResaleStatusRows(db, ids)).map((row) => [row.id, row]));
  return createSharedReader(read, { lanes: LANES, gatherMs: GATHER_MS, enough: ENOUGH });
}

/**
 * Undefined when there is none, or when it is another user's. Those who poll at the same time share a statement, which
 * begins after each of them has asked: whoever asks when a code is there is told of it.
 */
export async function readResaleStatus(
  app: App,
  caller: Pick<ResaleCaller, 'userId'>,
  id: number,
): Promise<ResaleStatus | undefined> {
  if (!isResaleId(id)) return undefined;
  const row = await readerOf(app.db, () => createReader(app.db))(id);
  if (row?.userId !== caller.userId) return undefined;
  const { stage, code, moreAskedAt, expiresAt, receivedAt: at } = row;
  const text = row.text ?? '';
  if (row.finishedAt) return { id, expiresAt, kind: 'closed', reason: 'finished' };
  if (stage === 'CANCELED') return { id, expiresAt, kind: 'closed', reason: 'canceled' };
  if (stage === 'EXPIRED') return { id, expiresAt, kind: 'closed', reason: 'expired' };
  // Its messages may have been wiped since; it is paid all the same.
  if (stage === 'COMPLETED' && !at) return { id, expiresAt, kind: 'closed', reason: 'finished' };
  if (!at) return { id, expiresAt, kind: 'waiting' };
  const kind = moreAskedAt !== null && moreAskedAt >= at ? 'waiting_again' : 'code';
  return { id, expiresAt, kind, code: code ?? text, text, at };
}
