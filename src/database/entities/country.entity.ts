import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Where a number is from. */
@Entity('countries')
export class Country {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ type: 'text' }) iso!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ name: 'calling_code', type: 'text' }) callingCode!: string;
  /** What else people call it. A new row without any has the usual ones; see give_aliases. */
  @Column({ type: 'text', array: true }) aliases!: string[];
  @Column({ type: 'integer', default: 0 }) position!: number;
  @Column({ name: 'is_active', type: 'boolean', default: true }) isActive!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
