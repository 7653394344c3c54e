import type { App } from '../../app';
import { isReservationKeyUsed, type ResaleStatusRow, readResaleStatusRow } from '../../database/queries/resale-orders';
import { askForMore } from '../reservations/ask-for-more';
import { cancelReservation } from '../reservations/cancel-reservation';
import { changeNumber } from '../reservations/change-number';
import type { ResaleCaller } from './resale-caller';
import { isResaleId } from './resale-order';

export type CancelResaleOutcome =
  | { readonly kind: 'canceled' | 'has_code' | 'still_asking' | 'already_ended' | 'not_found' | 'no_scope' }
  /** The supplier takes numbers back from then on. Nothing was done. */
  | { readonly kind: 'too_early'; readonly cancelableAt: Date }
  /** It is asked for, and the supplier has not granted it yet; a code may still come first. */
  | { readonly kind: 'pending'; readonly until: Date };

export type FinishResaleOutcome = {
  readonly kind: 'finished' | 'no_code' | 'already_ended' | 'not_found' | 'no_scope';
};

export type AskMoreResaleOutcome = {
  readonly kind: 'asked' | 'no_code' | 'over' | 'unsupported' | 'unavailable' | 'not_found' | 'no_scope';
};

/**
 * The price goes back and the number too. Before the supplier's window opens nothing happens, unless `mayWait`: then the
 * order waits for it, as in the chat.
 */
export async function cancelResaleOrder(
  app: App,
  caller: ResaleCaller,
  id: number,
  { mayWait = false }: { mayWait?: boolean } = {},
): Promise<CancelResaleOutcome> {
  const found = await find(app, caller, id);
  if ('kind' in found) return found;
  const { stage, cancelableAt, reservationId } = found;
  const isEarly = stage === 'WAITING_CODE' && found.origin === 'ON_DEMAND' && cancelableAt !== null;
  if (isEarly && cancelableAt > app.clock.now() && !mayWait) return { kind: 'too_early', cancelableAt };
  const { maxResaleCancelsAnHour } = await app.settings();
  const o = { reservationId, userId: caller.userId, maxCancelsAnHour: maxResaleCancelsAnHour };
  const outcome = await cancelReservation(app, o);
  switch (outcome.kind) {
    case 'completed':
      return { kind: 'has_code' };
    case 'pending':
      return { kind: 'pending', until: outcome.dueAt };
    case 'not_yours':
      return { kind: 'not_found' };
    default:
      return outcome;
  }
}

/** The buyer needs no more of it. Its number stays theirs until the deadline all the same. */
export async function finishResaleOrder(app: App, caller: ResaleCaller, id: number): Promise<FinishResaleOutcome> {
  if (!caller.scopes.has('BUY')) return { kind: 'no_scope' };
  if (!isResaleId(id)) return { kind: 'not_found' };
  const finish = () => app.db.resale.finishPaid({ id, userId: caller.userId, finishedAt: app.clock.now() });
  if (await finish()) return { kind: 'finished' };
  const found = await find(app, caller, id);
  if ('kind' in found) return found;
  // A code may have come between the two.
  if (found.stage === 'COMPLETED') return { kind: (await finish()) ? 'finished' : 'already_ended' };
  return { kind: found.stage === 'EXPIRED' || found.stage === 'CANCELED' ? 'already_ended' : 'no_code' };
}

/** Another SMS on the same number, free, until the deadline. */
export async function askResaleOrderForMore(app: App, caller: ResaleCaller, id: number): Promise<AskMoreResaleOutcome> {
  const found = await find(app, caller, id);
  if ('kind' in found) return found;
  if (found.finishedAt) return { kind: 'over' };
  const { kind } = await askForMore(app, { reservationId: found.reservationId, userId: caller.userId });
  if (kind === 'not_completed') return { kind: 'no_code' };
  return { kind: kind === 'not_yours' ? 'not_found' : kind };
}

export type ChangeResaleOutcome =
  | { readonly kind: 'changed' | 'repeated' | 'not_waiting' | 'no_numbers' | 'not_found' | 'no_scope' }
  | { readonly kind: 'too_early'; readonly until: Date };

/** Another number for the same money and the same deadline; the order keeps its id. `key`: a UUID made before the act. */
export async function changeResaleOrder(
  app: App,
  caller: ResaleCaller,
  { id, key }: { id: number; key: string },
): Promise<ChangeResaleOutcome> {
  const found = await find(app, caller, id);
  if ('kind' in found) return found;
  // The order has moved on to the number that came of it, which could be changed once more.
  if (await isReservationKeyUsed(app.db, { key, userId: caller.userId })) return { kind: 'repeated' };
  const outcome = await changeNumber(app, { key, reservationId: found.reservationId, userId: caller.userId });
  switch (outcome.kind) {
    case 'too_early':
      return { kind: 'too_early', until: outcome.until };
    case 'out_of_stock':
      return { kind: 'no_numbers' };
    case 'not_yours':
      return { kind: 'not_found' };
    default:
      return { kind: outcome.kind };
  }
}

async function find(
  app: App,
  caller: ResaleCaller,
  id: number,
): Promise<ResaleStatusRow | { readonly kind: 'not_found' | 'no_scope' }> {
  if (!caller.scopes.has('BUY')) return { kind: 'no_scope' };
  const row = isResaleId(id) ? await readResaleStatusRow(app.db, { id, userId: caller.userId }) : undefined;
  return row ?? { kind: 'not_found' };
}
