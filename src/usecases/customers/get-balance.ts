import type { App } from '../../app';
import { type HomeRow, readHome } from '../../database/queries/customers';

/** The wallet, and how many reservations are open. One statement. */
export async function getBalance(app: App, { userId }: { userId: bigint }): Promise<HomeRow> {
  const row = await readHome(app.db, userId);
  if (!row) throw new Error(`user ${userId} has no wallet`);
  return row;
}
