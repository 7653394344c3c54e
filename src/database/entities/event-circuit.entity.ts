import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address of an endpoint that took nothing when it was called last. */
@Entity('event_circuits')
export class EventCircuit {
  @PrimaryColumn({ name: 'endpoint_id', type: 'integer' }) endpointId!: number;
  /** Scheme, host and port. */
  @PrimaryColumn({ type: 'text' }) origin!: string;
  /** In a row. */
  @Column({ type: 'integer' }) failures!: number;
  /** Nothing is sent there before. */
  @Column({ name: 'rests_until', type: 'timestamptz', nullable: true }) restsUntil!: Date | null;
}
