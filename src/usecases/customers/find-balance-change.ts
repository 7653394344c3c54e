import type { App } from '../../app';
import { type BalanceChangeRow, readBalanceChange } from '../../database/queries/balance-change';

/** Money that an operator or an integrator moved, as its owner is told of it. */
export function findBalanceChange(app: App, transferId: bigint): Promise<BalanceChangeRow | undefined> {
  return readBalanceChange(app.db, transferId);
}
