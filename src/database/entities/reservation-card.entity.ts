import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** Where a reservation's card stands in the chat. */
@Entity('reservation_cards')
export class ReservationCard {
  @PrimaryColumn({ name: 'reservation_id', type: 'bigint', transformer: bigintTransformer }) reservationId!: bigint;
  @Column({ name: 'message_id', type: 'integer' }) messageId!: number;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
}
