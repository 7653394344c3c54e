import { readRefundable } from '../../database/queries/refund-requests';
import { askForRefund } from '../../usecases/payments/ask-for-refund';
import { callbacks } from '../callbacks';
import type { Texts } from '../texts';
import { screen } from './screen';
import { button } from './view';

const MOST_SHOWN = 6;

/** What of the balance came in as money and is still there, by receipt. */
export const refundsScreen = screen('refunds', async ({ app, user, texts }) => {
  const rows = await readRefundable(app.db, { userId: user.id, limit: MOST_SHOWN });
  return {
    text: texts.refundsScreen({ count: rows.length }),
    buttons: [
      ...rows.map((row) => [
        button(
          texts.refundRow({ ...row, isStars: row.protocol === 'stars' }),
          callbacks.refund({ receipt: row.receiptId }),
        ),
      ]),
      toBalance(texts),
    ],
  };
});

/** Asked once more before it is asked for. */
export const refundScreen = screen('refund', async ({ app, user, texts }, { receipt }) => {
  const rows = await readRefundable(app.db, { userId: user.id, limit: 1_000 });
  const row = rows.find(({ receiptId }) => receiptId === receipt);
  if (!row) return { go: callbacks.refunds(), toast: texts.refundAsked.nothing_left };
  return {
    text: texts.refundScreen({ ...row, isStars: row.protocol === 'stars' }),
    buttons: [
      [button(texts.askRefundButton(row.amount), callbacks.askRefund({ receipt }))],
      [button(texts.back, callbacks.refunds()), button(texts.home, callbacks.home())],
    ],
  };
});

export const askRefundScreen = screen('askRefund', async ({ app, user, texts }, { receipt }) => {
  const { kind } = await askForRefund(app, { userId: user.id, receiptId: receipt });
  return { go: callbacks.refunds(), toast: texts.refundAsked[kind] };
});

function toBalance(texts: Texts) {
  return [button(texts.back, callbacks.balance()), button(texts.home, callbacks.home())];
}
