import type { World } from '../world/world';
import { starsAmount } from './move-stars';
import type { StarRow } from './star-records';

/** What happens to stars outside of any client: they are bought, paid out, taken back. */
export class StarDesk {
  constructor(private readonly world: World) {}

  private durably(): void {
    this.world.journal.flush();
  }

  balance(accountId: bigint): bigint {
    return this.world.stars.ledger.balance(accountId);
  }

  /** Every movement of the account's stars, oldest first; lists that lag do not matter here. */
  transactions(accountId: bigint): readonly StarRow[] {
    return this.world.stars.ledger.transactions(accountId);
  }

  /** A user buys stars. With a key, once for that key. */
  buy(userId: bigint, stars: bigint, key?: string): void {
    this.exchange('purchase', userId, stars, key);
  }

  /** The owner of a bot has its stars paid out; a charge that its balance does not cover cannot be refunded then. */
  payOut(botId: bigint, stars: bigint): void {
    if (stars > this.balance(botId)) throw new Error(`the bot has ${this.balance(botId)} stars, not ${stars}`);
    this.exchange('payout', botId, stars);
  }

  private exchange(kind: 'purchase' | 'payout', accountId: bigint, stars: bigint, key?: string): void {
    if (stars <= 0n) throw new Error('give a number of stars above zero');
    const account = this.world.accounts.get(accountId);
    const { ledger } = this.world.stars;
    const id = `${kind}:${accountId}:${key ?? ledger.transactions(accountId).length}`;
    ledger.exchange({ kind, id, accountId, stars, date: this.world.nowSeconds() });
    const balance = starsAmount(ledger.balance(accountId));
    if (account.kind === 'user') this.world.publisher.publish(account, [{ _: 'updateStarsBalance', balance }]);
    this.durably();
  }

  /** Telegram takes a payment's stars back from the bot, as for a refunded purchase; only the list of transactions tells. */
  clawBack(chargeId: string): void {
    const { ledger } = this.world.stars;
    const payment = ledger.payment(chargeId);
    if (!payment || ledger.isReversed(chargeId)) throw new Error(`there is no charge ${chargeId} to take back`);
    ledger.reverse(payment, 'clawBack', this.world.nowSeconds());
    this.durably();
  }
}
