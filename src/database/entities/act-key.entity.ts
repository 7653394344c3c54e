import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key under which an act was done, so that its repetition is known. */
@Entity('act_keys')
export class ActKey {
  @PrimaryColumn({ type: 'text' }) key!: string;
  @Column({ type: 'text' }) request!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
