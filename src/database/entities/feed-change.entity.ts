import { Check, Column, Entity, Index } from 'typeorm';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** That something changed while somebody watched; kept for a minute. */
@Entity('feed_changes')
@Check('feed_changes_kind_known', `kind IN ('RESERVATION', 'MESSAGE')`)
@Index('feed_changes_at_idx', ['at'])
export class FeedChange {
  @BigintIdentity()
  id!: bigint;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ name: 'entity_id', type: 'bigint', transformer: bigintTransformer })
  entityId!: bigint;

  @Column({ type: 'timestamptz' })
  at!: Date;
}
