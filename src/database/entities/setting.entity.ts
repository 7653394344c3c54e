import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an operator changed while the shop ran. */
@Entity('settings')
export class Setting {
  @PrimaryColumn({ type: 'text' }) key!: string;
  @Column({ type: 'jsonb' }) value!: unknown;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
}
