import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A channel that everybody must have joined before he buys. */
@Entity('required_channels')
export class RequiredChannel {
  @PrimaryColumn({ name: 'channel_id', type: 'integer' }) channelId!: number;
  @Column({ type: 'integer', default: 0 }) position!: number;
  @Column({ name: 'is_active', type: 'boolean', default: true }) isActive!: boolean;
  /** Requests to join it are approved by the bot itself. */
  @Column({ name: 'approves_joins', type: 'boolean', default: false }) approvesJoins!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
