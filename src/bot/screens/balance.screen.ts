import { type OwnTransferRow, readBalance, readOwnTransfers } from '../../database/queries/account';
import { listOwnReceipts } from '../../database/queries/payments';
import { callbacks } from '../callbacks';
import type { Texts } from '../texts';
import { lines, shortened } from '../texts/rich';
import { moneyFacts, screen } from './screen';
import { button } from './view';

const PAGE_SIZE = 8;

export const balanceScreen = screen('balance', async ({ app, user, texts, settings }) => {
  const [{ available, held, debt, pending, usableAt }, methods, receipts] = await Promise.all([
    readBalance(app.db, user.id),
    app.db.payments.listMethods(),
    listOwnReceipts(app.db, { userId: user.id, limit: 1 }),
  ]);
  const isPayer = receipts.length > 0;
  const canPay = methods.length > 0;
  return {
    text: texts.balanceScreen({ available, held, debt, pending, usableAt, ...moneyFacts({ user, settings }, canPay) }),
    buttons: [
      ...(canPay ? [[button(texts.addMoneyButton, callbacks.topUp({ offer: 0, price: 0n }))]] : []),
      [
        button(texts.transactionsButton, callbacks.transactions({ before: 0n })),
        button(texts.homeButtons.free, callbacks.free()),
      ],
      [
        ...(settings.referralPercent > 0 ? [button(texts.inviteButton, callbacks.invite())] : []),
        button(texts.promoButton, callbacks.promo()),
        ...(canPay ? [button(texts.giftsButton, callbacks.gifts())] : []),
      ],
      ...(isPayer ? [[button(texts.refundButton, callbacks.refunds())]] : []),
      ...(settings.isResaleOn ? [[button(texts.apiButton, callbacks.apiKeys())]] : []),
      [button(texts.refresh, callbacks.balance()), button(texts.back, callbacks.home())],
    ],
  };
});

/** Movements, newest first. Pages are asked for by id, so that new movements do not shift them. */
export const transactionsScreen = screen('transactions', async ({ app, user, texts }, { before }) => {
  const isFirst = before === 0n;
  const { items, nextBefore } = await readOwnTransfers(app.db, {
    userId: user.id,
    before: isFirst ? undefined : before,
    limit: PAGE_SIZE,
  });
  const turn = [
    ...(isFirst ? [] : [button(texts.newest, callbacks.transactions({ before: 0n }))]),
    ...(nextBefore === undefined ? [] : [button(texts.older, callbacks.transactions({ before: nextBefore }))]),
  ];
  const text = lines(texts.transactionsTitle, ...items.flatMap((item) => ['', rowOf(texts, item)]));
  return {
    text: items.length === 0 && isFirst ? texts.noTransactions : text,
    buttons: [
      ...(turn.length > 0 ? [turn] : []),
      [button(texts.back, callbacks.balance()), button(texts.home, callbacks.home())],
    ],
  };
});

function rowOf(texts: Texts, item: OwnTransferRow) {
  const { serviceName, serviceEmoji, countryIso, countryName } = item;
  const about =
    serviceName !== null && countryIso !== null
      ? texts.where({
          serviceName,
          serviceEmoji: serviceEmoji ?? '',
          countryIso,
          countryName: countryName ?? countryIso,
        })
      : undefined;
  return texts.transactionRow({
    ...item,
    about,
    reason: shortened(item.reason, 60).text,
    // A purchase moves held money only.
    sign: item.to === 'AVAILABLE' ? 1 : item.from === 'AVAILABLE' ? -1 : 0,
    at: item.createdAt,
    after: item.availableAfter,
  });
}
