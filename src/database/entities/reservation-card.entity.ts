import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { bigintTransformer } from './bigint-column';
import { Reservation } from './reservation.entity';

/** Where a reservation's card stands in the chat. */
@Entity('reservation_cards')
@Index('reservation_cards_message_idx', ['messageId'])
export class ReservationCard {
  @PrimaryColumn({ name: 'reservation_id', type: 'bigint', transformer: bigintTransformer })
  reservationId!: bigint;

  @Column({ name: 'message_id', type: 'integer' })
  messageId!: number;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;

  @ManyToOne(() => Reservation, { nullable: false })
  @JoinColumn({ name: 'reservation_id', foreignKeyConstraintName: 'reservation_cards_reservation_fk' })
  reservation!: Relation<Reservation>;
}
