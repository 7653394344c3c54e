import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What a code is wanted for: WhatsApp, Telegram. */
@Entity('services')
export class Service {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ type: 'text' }) code!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text', default: '' }) emoji!: string;
  /** What else people call it. A new row without any has the usual ones; see give_aliases. */
  @Column({ type: 'text', array: true }) aliases!: string[];
  @Column({ name: 'code_pattern', type: 'text', nullable: true }) codePattern!: string | null;
  @Column({ name: 'timeout_s', type: 'integer', default: 1200 }) timeoutS!: number;
  @Column({ type: 'integer', default: 0 }) position!: number;
  @Column({ name: 'is_active', type: 'boolean', default: true }) isActive!: boolean;
  @Column({ name: 'deleted_at', type: 'timestamptz', nullable: true }) deletedAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
