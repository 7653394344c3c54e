import type { App } from '../../app';
import { readMessage } from '../../database/queries/messages';
import { readReservation } from '../../database/queries/reservation-view';
import { extractCode } from '../../domain/message/extract-code';
import { isSms } from '../../domain/message/is-sms';
import { matchPattern } from '../../platform/match-pattern';
import type { Author } from '../catalogue/save-row';

export type AssignMessageOutcome =
  /** COMPLETED and paid by it, one more message for a paid one, or offered as a late code: as if it had matched. */
  | { readonly kind: 'captured' | 'appended' | 'late'; readonly reservationId: bigint }
  | { readonly kind: 'message_not_found' | 'reservation_not_found' }
  /** Somebody has it already. */
  | { readonly kind: 'not_an_orphan' }
  | { readonly kind: 'erased' }
  /** Nothing of it can be seen, so nobody is charged for it. */
  | { readonly kind: 'blank' }
  /** The message says which number it was sent to, and the reservation has another. */
  | { readonly kind: 'other_number' }
  /** It was there before the reservation: it was meant for somebody else. */
  | { readonly kind: 'older_than_reservation' }
  /** The reservation is over, its number is sold again, or it has none yet. */
  | { readonly kind: 'too_late' };

class Refused extends Error {}

/**
 * An operator gives an orphan to a reservation. Money moves exactly as if the message had found it by itself, and the
 * same rules hold about late ones; only the doubt whose it is has an answer.
 */
export async function assignMessage(
  app: App,
  o: Author & { readonly messageId: bigint; readonly reservationId: bigint },
): Promise<AssignMessageOutcome> {
  const { messageId, reservationId, actor, requestId } = o;
  const message = await readMessage(app.db, messageId);
  if (!message) return { kind: 'message_not_found' };
  if (message.status !== 'ORPHAN') return { kind: 'not_an_orphan' };
  if (message.erasedAt) return { kind: 'erased' };
  if (!isSms(message)) return { kind: 'blank' };
  const reservation = await readReservation(app.db, { id: reservationId });
  if (!reservation) return { kind: 'reservation_not_found' };
  if (message.phone !== null && reservation.phone !== null && message.phone !== reservation.phone)
    return { kind: 'other_number' };
  if ((message.receivedAt ?? message.storedAt) < reservation.createdAt) return { kind: 'older_than_reservation' };
  const code = extractCode(
    { text: message.text, pattern: (await app.db.services.find(reservation.serviceId))?.codePattern ?? null },
    matchPattern,
  );
  const settings = await app.settings();
  const now = app.clock.now();
  try {
    const kind = await app.db.transact(async (tx) => {
      const { maxUsesOfNumber: maxUses, lateCodeWindowS: lateWindowS } = settings;
      const { kind } = await tx.receivedCodes.applyMessage({
        messageId,
        reservationId,
        code,
        now,
        maxUses,
        lateWindowS,
      });
      // What was refused must leave no trace, so the transaction is undone.
      if (kind === 'too_late' || kind === 'already_applied') throw new Refused(kind);
      const facts = { reservationId: String(reservationId), as: kind };
      const entry = { action: 'message.assigned', entity: 'message', entityId: messageId, facts };
      await tx.audit.write({ ...entry, actor, requestId, at: now });
      return kind;
    });
    app.wake('outbox');
    return { kind, reservationId };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { kind: error.message === 'too_late' ? 'too_late' : 'not_an_orphan' };
  }
}
