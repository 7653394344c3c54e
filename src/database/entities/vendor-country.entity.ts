import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A country as a supplier lists it, and what it is here. */
@Entity('vendor_countries')
export class VendorCountry {
  @PrimaryColumn({ name: 'provider_id', type: 'integer' }) providerId!: number;
  @PrimaryColumn({ type: 'text' }) code!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text', nullable: true }) iso!: string | null;
  @Column({ name: 'country_id', type: 'integer', nullable: true }) countryId!: number | null;

  /** An operator said so; no list changes it. */
  @Column({ name: 'is_manual', type: 'boolean', default: false }) isManual!: boolean;
  @Column({ name: 'seen_at', type: 'timestamptz' }) seenAt!: Date;
  @Column({ name: 'gone_at', type: 'timestamptz', nullable: true }) goneAt!: Date | null;
}
