import { Column, Entity } from 'typeorm';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** That something changed while somebody watched; kept for a minute. */
@Entity('feed_changes')
export class FeedChange {
  @BigintIdentity() id!: bigint;
  @Column({ type: 'text' }) kind!: string;
  @Column({ name: 'entity_id', type: 'bigint', transformer: bigintTransformer }) entityId!: bigint;
  @Column({ type: 'timestamptz' }) at!: Date;
}
