import { randomUUID } from 'node:crypto';
import type { Amount } from '../../src/domain/money/money';
import { receiveMessages } from '../../src/usecases/messages/receive-messages';
import { askForMore } from '../../src/usecases/reservations/ask-for-more';
import { cancelReservation } from '../../src/usecases/reservations/cancel-reservation';
import { changeNumber } from '../../src/usecases/reservations/change-number';
import { claimLateCode } from '../../src/usecases/reservations/claim-late-code';
import { findReservation, type ReservationView } from '../../src/usecases/reservations/reservation-view';
import { type ReserveOutcome, reserveNumber } from '../../src/usecases/reservations/reserve-number';
import type { Shop, TestOffer } from './shop';

/** A person in a story: what he does, in words. */
export class TestBuyer {
  constructor(
    private readonly shop: Shop,
    readonly id: bigint,
  ) {}

  /** Presses "buy" with a key of its own, or with the given one. */
  tries(offer: TestOffer, key: string = randomUUID()): Promise<ReserveOutcome> {
    return reserveNumber(this.shop.app, { key, userId: this.id, offerId: offer.id, price: offer.price });
  }

  /** Buys, and the story goes on only if that worked. */
  async buys(offer: TestOffer, key?: string): Promise<ReservationView> {
    const outcome = await this.tries(offer, key);
    if (outcome.kind === 'refused') throw new Error(`The purchase was refused: ${outcome.reason}`);
    return outcome.view;
  }

  /** 'reserved', 'repeated', or the reason of a refusal. */
  async outcomeOf(offer: TestOffer, key?: string): Promise<string> {
    const outcome = await this.tries(offer, key);
    return outcome.kind === 'refused' ? outcome.reason : outcome.kind;
  }

  cancels(reservation: { id: bigint }) {
    return cancelReservation(this.shop.app, { reservationId: reservation.id, userId: this.id });
  }

  changes(reservation: { id: bigint }, key: string = randomUUID()) {
    return changeNumber(this.shop.app, { key, reservationId: reservation.id, userId: this.id });
  }

  asksForMore(reservation: { id: bigint }) {
    return askForMore(this.shop.app, { reservationId: reservation.id, userId: this.id });
  }

  claims(messageId: bigint, key: string = randomUUID()) {
    return claimLateCode(this.shop.app, { key, messageId, userId: this.id });
  }

  async sees(reservation: { id: bigint }): Promise<ReservationView> {
    const view = await findReservation(this.shop.app, { id: reservation.id, userId: this.id });
    if (!view) throw new Error('The reservation is not to be seen.');
    return view;
  }

  async stageOf(reservation: { id: bigint }): Promise<string> {
    return (await this.sees(reservation)).stage;
  }

  async balance(): Promise<Amount> {
    return (await this.shop.db.ledger.findWallet(this.id))!.available;
  }

  async held(): Promise<Amount> {
    return (await this.shop.db.ledger.findWallet(this.id))!.held;
  }

  /** An SMS reaches the number of his pool reservation. */
  gets(reservation: ReservationView, text: string, externalId: string = randomUUID()) {
    return this.shop
      .one<{ providerId: number }>('SELECT provider_id AS "providerId" FROM reservations WHERE id = $1', [
        reservation.id,
      ])
      .then(({ providerId }) =>
        receiveMessages(this.shop.app, {
          providerId,
          source: 'POLL',
          messages: [{ externalId, phone: reservation.phone!, text, receivedAt: this.shop.clock.now() }],
        }),
      );
  }
}
