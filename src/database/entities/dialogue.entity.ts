import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CountryOrder } from '../../domain/country-order';
import { bigintTransformer } from './bigint-column';

/** The living message of a private chat, and the step of a dialogue. */
@Entity('dialogues')
export class Dialogue {
  @PrimaryColumn({ name: 'user_id', type: 'bigint', transformer: bigintTransformer }) userId!: bigint;

  /** The living message: the one whose screen follows the buttons. */
  @Column({ name: 'screen_message_id', type: 'integer', nullable: true }) screenMessageId!: number | null;

  /** The name of the screen shown last. */
  @Column({ type: 'text', nullable: true }) screen!: string | null;
  @Column({ type: 'text', nullable: true }) step!: string | null;
  @Column({ type: 'jsonb', default: {} }) answers!: Record<string, unknown>;
  @Column({ type: 'integer', default: 1 }) version!: number;
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt!: Date | null;
  /** In which order they want to see countries; null: the shop's own. */
  @Column({ name: 'country_order', type: 'text', nullable: true }) countryOrder!: CountryOrder | null;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
}
