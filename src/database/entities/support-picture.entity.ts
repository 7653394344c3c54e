import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** The picture that came with a buyer's message. */
@Entity('support_pictures')
export class SupportPicture {
  @PrimaryColumn({ name: 'message_id', type: 'bigint', transformer: bigintTransformer }) messageId!: bigint;
  @Column({ type: 'bytea' }) content!: Buffer;
  /** What Telegram knows it by. */
  @Column({ type: 'jsonb', nullable: true }) reference!: unknown;
}
