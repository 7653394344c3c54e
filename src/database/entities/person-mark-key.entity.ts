import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one key of the marks by which people are known again who were erased. Sealed. */
@Entity('person_mark_keys')
export class PersonMarkKey {
  @PrimaryColumn({ type: 'smallint' }) id!: number;
  @Column({ name: 'key_sealed', type: 'bytea' }) keySealed!: Buffer;
}
