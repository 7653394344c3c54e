import type { App } from '../../app';
import { readResaleWallet } from '../../database/queries/resale-keys';
import type { Amount } from '../../domain/money/money';
import type { ResaleCaller } from './resale-caller';

/** What a caller may spend, what is held for open orders of theirs, and in which currency. */
export async function readResaleBalance(
  app: App,
  caller: Pick<ResaleCaller, 'userId'>,
): Promise<{ available: Amount; held: Amount; currency: string }> {
  const wallet = await readResaleWallet(app.db, caller.userId);
  if (!wallet) throw new Error(`User ${caller.userId} has no wallet.`);
  return { ...wallet, currency: app.currency };
}
