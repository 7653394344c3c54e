import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody looks for the slot of a number: an SMS with this word is on its way to it. */
@Entity('sim_probes')
export class SimProbe {
  @PrimaryColumn({ type: 'text' }) word!: string;
  @Column({ type: 'text' }) phone!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'sim_id', type: 'integer', nullable: true }) simId!: number | null;
  @Column({ name: 'found_at', type: 'timestamptz', nullable: true }) foundAt!: Date | null;
}
