import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** An offer as the sweep for announcements saw it last. */
@Entity('announced_offers')
export class AnnouncedOffer {
  @PrimaryColumn({ name: 'offer_id', type: 'integer' }) offerId!: number;
  @Column({ type: 'bigint', transformer: bigintTransformer }) price!: bigint;
  @Column({ name: 'out_since', type: 'timestamptz', nullable: true }) outSince!: Date | null;
  @Column({ name: 'restock_told_at', type: 'timestamptz', nullable: true }) restockToldAt!: Date | null;
}
