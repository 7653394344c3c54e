import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A SIM of our own in a daemon's modem. */
@Entity('sims')
export class Sim {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ name: 'provider_id', type: 'integer' }) providerId!: number;
  /** As the daemon names its place; of one that was taken out, the place where it was. */
  @Column({ type: 'text' }) slot!: string;
  @Column({ type: 'text', nullable: true }) imsi!: string | null;
  @Column({ type: 'text', nullable: true }) iccid!: string | null;
  /** E.164 digits without the plus; null: nobody has said it yet. */
  @Column({ type: 'text', nullable: true }) phone!: string | null;
  /** Follows from the phone. */
  @Column({ name: 'country_id', type: 'integer', nullable: true }) countryId!: number | null;
  /** Codes of the services for which its number is in the pool, apart by blanks. */
  @Column({ type: 'text', nullable: true }) services!: string | null;
  @Column({ name: 'is_active', type: 'boolean', default: true }) isActive!: boolean;
  /** By its network. */
  @Column({ name: 'is_blocked', type: 'boolean', default: false }) isBlocked!: boolean;
  @Column({ name: 'silent_at', type: 'timestamptz', nullable: true }) silentAt!: Date | null;
  /** Kept by the database: turned off, blocked or silent. */
  @Column({ name: 'is_resting', type: 'boolean', default: false, insert: false, update: false })
  isResting!: boolean;

  @Column({ name: 'last_sms_at', type: 'timestamptz', nullable: true }) lastSmsAt!: Date | null;
  @Column({ name: 'sms_count', type: 'integer', default: 0 }) smsCount!: number;
  @Column({ name: 'usual_gap_s', type: 'integer', nullable: true }) usualGapS!: number | null;
  /** Of 100. */
  @Column({ type: 'integer', nullable: true }) signal!: number | null;
  /** When the daemon last looked at it, or an SMS came. */
  @Column({ name: 'seen_at', type: 'timestamptz', nullable: true }) seenAt!: Date | null;
  /** From here on its silence counts. */
  @Column({ name: 'watched_from', type: 'timestamptz' }) watchedFrom!: Date;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
