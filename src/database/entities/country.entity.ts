import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Where a number is from. */
@Entity('countries')
@Unique('countries_iso_key', ['iso'])
@Check('countries_calling_code_form', `calling_code ~ '^[1-9][0-9]{0,5}$'`)
@Check('countries_iso_form', `iso ~ '^[A-Z]{2}$'`)
export class Country {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column({ type: 'text' })
  iso!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'calling_code', type: 'text' })
  callingCode!: string;

  @Column({ type: 'integer', default: 0 })
  position!: number;

  @Column({ name: 'is_active', type: 'boolean', default: true })
  isActive!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
