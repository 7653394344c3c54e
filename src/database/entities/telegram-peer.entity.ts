import { Column, Entity, PrimaryColumn } from 'typeorm';
import { PEER_KINDS, type PeerKind } from '../../domain/enum-values';
import { bigintTransformer } from './bigint-column';

/** Access hashes of users, groups and channels. */
@Entity('telegram_peers')
export class TelegramPeer {
  @PrimaryColumn({ type: 'enum', enum: PEER_KINDS, enumName: 'peer_kind' }) kind!: PeerKind;
  @PrimaryColumn({ type: 'bigint', transformer: bigintTransformer }) id!: bigint;
  @Column({ name: 'access_hash', type: 'bigint', default: 0, transformer: bigintTransformer }) accessHash!: bigint;
  @Column({ type: 'text', nullable: true }) username!: string | null;
  @Column({ type: 'text', nullable: true }) title!: string | null;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
}
