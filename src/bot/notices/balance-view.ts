import type { App } from '../../app';
import { readBalanceChange } from '../../database/queries/account';
import type { RenderedMessage } from '../../ports/rendered-message';
import { anew, callbacks } from '../callbacks';
import { button } from '../screens/view';
import { textsFor } from '../texts';
import type { NoticeRow } from './render';

export const BALANCE_KIND = 'balance_changed';

/** Put by a trigger on the ledger. What is available is said as it stands when the notice goes out. */
export async function renderBalanceChange(app: App, row: NoticeRow): Promise<RenderedMessage | undefined> {
  const { transferId } = row.payload;
  const change = typeof transferId === 'string' ? await readBalanceChange(app.db, BigInt(transferId)) : undefined;
  if (!change) return undefined;
  const texts = textsFor(row.language ?? 'en', app.currency);
  const { supportContact } = await app.settings();
  const { services, balance } = texts.homeButtons;
  return {
    ...texts.balanceChanged({ ...change, support: supportContact }),
    keyboard: [
      [button(services, anew(callbacks.services({ page: 0, favourites: false, query: false })))],
      [button(balance, anew(callbacks.balance())), button(texts.home, anew(callbacks.home()))],
    ],
  };
}
