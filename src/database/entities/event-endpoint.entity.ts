import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { EventType, OrderEventType } from '../../domain/event-types';

/** A program that is told of events by webhooks: an operator's, or one of a buyer's. */
@Entity('event_endpoints')
export class EventEndpoint {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  /** The key whose orders it is told of; null: it is the operators'. */
  @Column({ name: 'resale_key_id', type: 'integer', nullable: true }) resaleKeyId!: number | null;
  @Column({ type: 'text' }) url!: string;
  @Column({ type: 'text', array: true }) events!: (EventType | OrderEventType)[];
  @Column({ name: 'secret_sealed', type: 'bytea', select: false }) secretSealed!: Buffer;
  @Column({ name: 'old_secret_sealed', type: 'bytea', nullable: true, select: false }) oldSecretSealed!: Buffer | null;
  @Column({ name: 'old_until', type: 'timestamptz', nullable: true }) oldUntil!: Date | null;
  @Column({ name: 'is_active', type: 'boolean', default: true }) isActive!: boolean;
  @Column({ name: 'failing_since', type: 'timestamptz', nullable: true }) failingSince!: Date | null;
  @Column({ type: 'text', nullable: true }) problem!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
