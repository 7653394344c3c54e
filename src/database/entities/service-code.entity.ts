import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TRADE_DIALECTS, type TradeDialect } from '../../domain/resale/resale-words';

/** What the trade calls one of our services. */
@Entity('service_codes')
export class ServiceCode {
  @PrimaryColumn({ type: 'enum', enum: TRADE_DIALECTS, enumName: 'trade_dialect' }) dialect!: TradeDialect;
  /** In small letters. */
  @PrimaryColumn({ type: 'text' }) code!: string;
  @Column({ name: 'service_id', type: 'integer' }) serviceId!: number;
  /** Understood, but not what we call it. */
  @Column({ name: 'is_alias', type: 'boolean', default: false }) isAlias!: boolean;
}
