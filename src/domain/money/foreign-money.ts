/** Money of another currency than the shop's: an exact decimal text, never a float. */
export interface ForeignMoney {
  /** A plain decimal without sign or exponent, such as "5.00". */
  readonly amount: string;
  /** In capitals: ISO 4217 or the name of a coin. USDT is not USD. */
  readonly currency: string;
}
