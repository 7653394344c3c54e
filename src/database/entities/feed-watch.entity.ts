import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Until when somebody watches what changes. */
@Entity('feed_watches')
export class FeedWatch {
  @PrimaryColumn({ type: 'text' }) kind!: string;
  @Column({ type: 'timestamptz' }) until!: Date;
}
