/** What goes wrong with stars on purpose. All off at the start. */
export class StarFaults {
  /** How long a pre-checkout waits for its bot before BOT_PRECHECKOUT_TIMEOUT. */
  preCheckoutTimeoutMs = 10_000;
  /** How often the bot is asked: `lost` is a bot that never answers. */
  preCheckouts: 'once' | 'lost' | 'twice' = 'once';
  /** How often the bot is pushed that it was paid; what is lost comes with the difference. */
  paymentMessages: 'once' | 'lost' | 'twice' = 'once';
  /** Refunds are made, but answered with CHARGE_ALREADY_REFUNDED, and no message tells of them. */
  refundsSayAlready = false;
  /** Younger transactions are in no list yet. */
  transactionsLagSeconds = 0;

  clear(): void {
    Object.assign(this, new StarFaults());
  }
}
