import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TRADE_DIALECTS, type TradeDialect } from '../../domain/resale/resale-words';

/** What the trade calls one of our countries. */
@Entity('country_codes')
export class CountryCode {
  @PrimaryColumn({ type: 'enum', enum: TRADE_DIALECTS, enumName: 'trade_dialect' }) dialect!: TradeDialect;
  /** In small letters; the numbers of handler_api as text. */
  @PrimaryColumn({ type: 'text' }) code!: string;
  @Column({ name: 'country_id', type: 'integer' }) countryId!: number;
  /** Understood, but not what we call it. */
  @Column({ name: 'is_alias', type: 'boolean', default: false }) isAlias!: boolean;
}
