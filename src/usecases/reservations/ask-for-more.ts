import type { App } from '../../app';
import { readReservation } from '../../database/queries/reservation-view';
import type { CloseReply, ProviderFault } from '../../ports/sms-provider';

export type AskForMoreOutcome = {
  readonly kind: 'asked' | 'not_completed' | 'over' | 'not_yours' | 'unsupported' | 'unavailable';
};

/** The buyer waits for another SMS on a completed number, free. Some suppliers must be asked for it; a pool need not. */
export async function askForMore(
  app: App,
  { reservationId, userId }: { reservationId: bigint; userId: bigint },
): Promise<AskForMoreOutcome> {
  const row = await readReservation(app.db, { id: reservationId, userId });
  if (!row) return { kind: 'not_yours' };
  if (row.stage !== 'COMPLETED') return { kind: 'not_completed' };
  if (row.expiresAt <= app.clock.now()) return { kind: 'over' };
  if (row.origin === 'ON_DEMAND') {
    const provider = row.providerId === null ? undefined : await app.providers.get(row.providerId);
    if (!provider?.resend || row.orderId === null) return { kind: 'unsupported' };
    const refused = refusalOf(await provider.resend(row.orderId));
    if (refused) return { kind: refused };
  }
  await app.db.dueReservations.markMoreAsked(reservationId, app.clock.now());
  return { kind: 'asked' };
}

function refusalOf(reply: CloseReply | ProviderFault): 'over' | 'unsupported' | 'unavailable' | undefined {
  if (reply.kind === 'too_early') return 'unavailable';
  if (reply.kind !== 'fault') return undefined;
  switch (reply.fault) {
    case 'wrong_state':
      return undefined; // it is waiting for one already
    case 'gone':
      return 'over';
    case 'unsupported':
      return 'unsupported';
    default:
      return 'unavailable';
  }
}
