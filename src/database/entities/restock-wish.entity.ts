import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** A user wants to be told, once, when an offer can be bought for at most `ceiling`. */
@Entity('restock_wishes')
export class RestockWish {
  @PrimaryColumn({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;
  @PrimaryColumn({ name: 'offer_id', type: 'integer' }) offerId!: number;
  @Column({ type: 'bigint', transformer: bigintTransformer }) ceiling!: bigint;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
