import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What people call a service or a country in most shops; a new one has these aliases unless it is given others. */
@Entity('usual_aliases')
export class UsualAlias {
  @PrimaryColumn({ name: 'of_table', type: 'text' }) ofTable!: 'services' | 'countries';
  /** The code that most shops give a service; the ISO letters of a country. */
  @PrimaryColumn({ type: 'text' }) name!: string;
  @Column({ type: 'text', array: true }) words!: string[];
}
