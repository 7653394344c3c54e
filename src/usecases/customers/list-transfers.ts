import type { App } from '../../app';
import { readTransfers, type TransferRow } from '../../database/queries/customers';

export type TransferView = TransferRow;
export type TransferType = TransferRow['type'];

/** A page of a user's movements, newest first; `nextBefore` asks for the page after it. */
export async function listTransfers(
  app: App,
  o: { userId: bigint; before?: bigint; limit: number },
): Promise<{ items: TransferView[]; nextBefore: bigint | undefined }> {
  const rows = await readTransfers(app.db, { ...o, limit: o.limit + 1 });
  const items = rows.slice(0, o.limit);
  return { items, nextBefore: rows.length > o.limit ? items.at(-1)?.id : undefined };
}
