import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An order that is open on our account at a provider and that this shop did not ask for, as far as it knows. */
@Entity('foreign_orders')
export class ForeignOrder {
  @PrimaryColumn({ name: 'provider_id', type: 'integer' })
  providerId!: number;

  @PrimaryColumn({ name: 'upstream_order_id', type: 'text' })
  orderId!: string;

  @Column({ name: 'seen_at', type: 'timestamptz' })
  seenAt!: Date;

  @Column({ name: 'told_at', type: 'timestamptz', nullable: true })
  toldAt!: Date | null;
}
