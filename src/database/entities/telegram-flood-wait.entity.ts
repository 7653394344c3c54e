import { Column, Entity, PrimaryColumn } from 'typeorm';

/** No call of this scope before that instant. */
@Entity('telegram_flood_waits')
export class TelegramFloodWait {
  @PrimaryColumn({ type: 'text' }) scope!: string;
  @Column({ type: 'timestamptz' }) until!: Date;
}
