import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The calls that one key of a supplier allows, counted for all processes together. */
@Entity('rate_limits')
export class RateLimit {
  /** A keyed hash of the supplier's host and our key there. */
  @PrimaryColumn({ type: 'bytea' }) fingerprint!: Buffer;

  /** When the calls so far will have been paid off at the steady rate. */
  @Column({ name: 'paid_off_at', type: 'timestamptz' }) paidOffAt!: Date;
  @Column({ name: 'quiet_until', type: 'timestamptz', nullable: true }) quietUntil!: Date | null;
}
