import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintTransformer } from './bigint-column';

/** What a supplier asked for a number when a sale was begun, in the shop's currency. */
@Entity('sale_prices')
export class SalePrice {
  @PrimaryColumn({ name: 'sale_id', type: 'bigint', transformer: bigintTransformer }) saleId!: bigint;
  @PrimaryColumn({ name: 'service_code', type: 'text' }) serviceCode!: string;
  @PrimaryColumn({ name: 'country_code', type: 'text' }) countryCode!: string;
  @Column({ type: 'bigint', transformer: bigintTransformer }) cost!: bigint;
  /** Null where its protocol does not tell. */
  @Column({ type: 'integer', nullable: true }) stock!: number | null;
}
