import { Column, Entity } from 'typeorm';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** One try to deliver an event. What came of it is null while it is under way, and for ever when the program died in it. */
@Entity('event_tries')
export class EventTry {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'delivery_id', type: 'bigint', transformer: bigintTransformer }) deliveryId!: bigint;
  @Column({ type: 'timestamptz' }) at!: Date;
  @Column({ name: 'took_ms', type: 'integer', nullable: true }) tookMs!: number | null;
  /** HTTP status; null when there was no answer. */
  @Column({ type: 'integer', nullable: true }) status!: number | null;
  @Column({ type: 'text', nullable: true }) problem!: string | null;
}
