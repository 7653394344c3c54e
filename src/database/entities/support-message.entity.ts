import { Column, Entity } from 'typeorm';
import { ACTOR_TYPES, type ActorType } from '../../domain/enum-values';
import { SUPPORT_WRITERS, type SupportWriter } from '../../domain/support/support-words';
import { BigintIdentity, bigintTransformer } from './bigint-column';

/** What a buyer or an operator wrote into a thread. */
@Entity('support_messages')
export class SupportMessage {
  @BigintIdentity() id!: bigint;
  @Column({ name: 'thread_id', type: 'bigint', transformer: bigintTransformer }) threadId!: bigint;
  @Column({ type: 'text' }) key!: string;
  @Column({ type: 'enum', enum: SUPPORT_WRITERS, enumName: 'support_writer' }) writer!: SupportWriter;
  @Column({ name: 'actor_type', type: 'enum', enum: ACTOR_TYPES, enumName: 'actor_type' }) actorType!: ActorType;
  @Column({ name: 'actor_id', type: 'text' }) actorId!: string;
  @Column({ type: 'text' }) text!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  /** Of an answer: when it stood in the buyer's chat. */
  @Column({ name: 'delivered_at', type: 'timestamptz', nullable: true }) deliveredAt!: Date | null;
  @Column({ name: 'chat_message_id', type: 'integer', nullable: true }) chatMessageId!: number | null;
  /** Why it never will stand there, in Telegram's words. */
  @Column({ type: 'text', nullable: true }) failure!: string | null;
  @Column({ name: 'is_failure_told', type: 'boolean', default: false }) isFailureTold!: boolean;
}
