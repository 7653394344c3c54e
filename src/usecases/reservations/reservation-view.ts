import type { App } from '../../app';
import { type ReservationViewRow, readReservation, readReservations } from '../../database/queries/reservation-view';
import type { Amount } from '../../domain/money/money';
import type { NumberOrigin } from '../../domain/number/number-status';
import {
  type EndReason,
  type PublicReservationStatus,
  publicStatus,
  type ReservationStatus,
} from '../../domain/reservation/reservation-status';

/** Undefined when there is none, or, with `userId`, when it is another user's. One statement. */
export async function findReservation(
  app: App,
  o: { id: bigint; userId?: bigint },
): Promise<ReservationView | undefined> {
  const row = await readReservation(app.db, o);
  return row && toReservationView(app, row);
}

/** One for each id, in their order; undefined where there is none. One statement. */
export async function findReservations(app: App, ids: readonly bigint[]): Promise<(ReservationView | undefined)[]> {
  const rows = new Map((await readReservations(app.db, ids)).map((row) => [row.id, row]));
  return Promise.all(
    ids.map((id) => {
      const row = rows.get(id);
      return row && toReservationView(app, row);
    }),
  );
}

/** What a buyer or an operator sees of a reservation. */
export interface ReservationView {
  readonly id: bigint;
  readonly userId: bigint;
  readonly offerId: number;
  readonly serviceId: number;
  readonly serviceName: string;
  readonly serviceEmoji: string;
  readonly countryId: number;
  readonly countryIso: string;
  readonly countryName: string;
  /** E.164 digits without the plus; null until a supplier gave a number. */
  readonly phone: string | null;
  readonly price: Amount;
  readonly status: PublicReservationStatus;
  readonly stage: ReservationStatus;
  readonly endReason: EndReason | null;
  readonly origin: NumberOrigin;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly cancelableAt: Date | null;
  readonly replacesId: bigint | null;
  readonly replacedById: bigint | null;
  readonly claimOfId: bigint | null;
  /** The key that it was bought by; null: in the chat. */
  readonly resaleKeyName: string | null;
  /** It is completed, its time is not over, and another SMS can come: by itself (pool) or when asked for. */
  readonly canAskForMore: boolean;
  /** A LATE one is not paid: its text and code are empty here. */
  readonly messages: readonly MessageView[];
}

export interface MessageView {
  readonly id: bigint;
  readonly text: string;
  readonly code: string | null;
  readonly status: 'APPLIED' | 'LATE';
  readonly at: Date;
}

export async function toReservationView(app: App, row: ReservationViewRow): Promise<ReservationView> {
  const { providerId: _, orderId: __, ...facts } = row;
  return {
    ...facts,
    status: publicStatus(row.stage),
    canAskForMore: await canAskForMore(app, row),
    messages: row.messages.map(({ id, text, code, status, at }) => ({
      id: BigInt(id),
      text: status === 'LATE' ? '' : text,
      code: status === 'LATE' ? null : code,
      status,
      at: new Date(at),
    })),
  };
}

async function canAskForMore(app: App, row: ReservationViewRow): Promise<boolean> {
  if (row.stage !== 'COMPLETED' || row.expiresAt <= app.clock.now()) return false;
  if (row.origin === 'POOL') return true;
  const provider = row.providerId === null ? undefined : await app.providers.get(row.providerId);
  return row.orderId !== null && provider?.resend !== undefined;
}
