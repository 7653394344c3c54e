import type { App } from '../../app';
import { type BoughtRow, readLastBought } from '../../database/queries/customers';

/** The offer that this user got a code with last; undefined when there is none, or when it is no longer on sale. */
export async function findLastBought(app: App, { userId }: { userId: bigint }): Promise<BoughtRow | undefined> {
  return readLastBought(app.db, userId);
}
