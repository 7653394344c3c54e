import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody who was brought once: a keyed hash that leads to nobody. */
@Entity('referral_marks')
export class ReferralMark {
  @PrimaryColumn({ type: 'bytea' }) mark!: Buffer;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
