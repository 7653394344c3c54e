import type { Amount } from '../../domain/money/money';
import type { PlaceKind } from '../../domain/resale/resale-words';
import type { ReservationStatus } from '../../domain/reservation/reservation-status';
import type { Access } from '../access';

export interface PlaceRow {
  readonly kind: PlaceKind;
  /** Of the order that stands now: placed, repeated or in conflict. */
  readonly id: number | null;
  readonly reservationId: bigint | null;
  readonly status: ReservationStatus | null;
  /** E.164 digits without the plus; null while no supplier gave a number. */
  readonly phone: string | null;
  /** What it costs, or would. */
  readonly price: Amount | null;
  /** The deadline; for `paused`, when buying is allowed again. */
  readonly until: Date | null;
}

/** Orders by keys: rules and lock order stand in the database's function. */
export class ResaleActStore {
  constructor(private readonly db: Access) {}

  async place(o: {
    key: string;
    keyId: number;
    userId: bigint;
    serviceId: number;
    countryId: number;
    maxPrice: Amount | null;
    isFixedPrice: boolean;
    /** In small letters; null: any. */
    operators: readonly string[] | null;
    avoidPrefixes: readonly string[] | null;
    orderId: string | null;
    inputHash: Buffer;
    endCustomer: string | null;
    ref: string | null;
    /** Where the order's own program is told of it; null: where that of its key is. */
    webhookUrl: string | null;
    now: Date;
    /** Random 0..2^31-1: where in the pool the search for a free number begins. */
    start: number;
    maxOpen: number;
    askTimeoutMs: number;
  }): Promise<PlaceRow> {
    const [row] = await this.db.sql.rows<PlaceRow>(
      'resale.place',
      `SELECT kind, placed_id AS id, reservation_id AS "reservationId", status, phone, price, until
       FROM place_resale_order($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        o.key,
        o.keyId,
        o.userId,
        o.serviceId,
        o.countryId,
        o.maxPrice,
        o.isFixedPrice,
        o.operators,
        o.avoidPrefixes,
        o.orderId,
        o.inputHash,
        o.endCustomer,
        o.ref,
        o.webhookUrl,
        o.now,
        o.start,
        o.maxOpen,
        o.askTimeoutMs,
      ],
    );
    return row!;
  }
}
