import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** How far the updates of a channel were read. */
@Entity('telegram_channel_states')
export class TelegramChannelState {
  @PrimaryColumn({ name: 'channel_id', type: 'bigint', transformer: bigintTransformer }) channelId!: bigint;
  @Column({ type: 'integer' }) pts!: number;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
}
