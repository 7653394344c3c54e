import { Column, Entity } from 'typeorm';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** A post of ours in a channel, so that it can be deleted again. */
@Entity('channel_posts')
export class ChannelPost {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'outbox_key', type: 'text' }) outboxKey!: string;
  @Column({ name: 'chat_id', type: 'bigint', transformer: bigintTransformer }) chatId!: bigint;
  @Column({ name: 'user_id', type: 'bigint', nullable: true, transformer: bigintTransformer }) userId!: bigint | null;
  @Column({ name: 'message_id', type: 'integer', nullable: true }) messageId!: number | null;
  @Column({ name: 'sent_at', type: 'timestamptz' }) sentAt!: Date;
}
