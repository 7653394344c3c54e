import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Until when somebody watches what changes. */
@Entity('feed_watches')
@Check('feed_watches_kind_known', `kind IN ('RESERVATION', 'MESSAGE')`)
export class FeedWatch {
  @PrimaryColumn({ type: 'text' })
  kind!: string;

  @Column({ type: 'timestamptz' })
  until!: Date;
}
