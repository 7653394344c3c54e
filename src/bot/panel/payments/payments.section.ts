import {
  countOpenMoney,
  type PaymentRow,
  type ReceiptRow,
  readDebtors,
  readMoneyOfUser,
  readPayments,
  readReceipts,
} from '../../../database/queries/payment-lists';
import { reportMoneyIn } from '../../../database/queries/reports/money-in';
import { readUserCard } from '../../../database/queries/user-card';
import { findUsers } from '../../../database/queries/user-search';
import { addMs } from '../../../domain/time';
import { button } from '../../screens/view';
import { bold, lines, type Rich } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { nameOf } from '../people/balance-form';
import { peopleCallbacks } from '../people/people-callbacks';
import { type AdminVisit, section } from '../section';
import { turnPages } from '../turn-pages';
import { wayBack } from '../way-back';
import { dayPages } from './day-pages';
import { paymentCallbacks as callbacks, methodCallbacks, methodCard } from './payment-callbacks';
import { moneyPages } from './payment-pages';
import { assignForm, refundForm } from './receipt-forms';

const PAGE_SIZE = 10;
const OF_USER = 8;

/** What buyers pay in: how the day goes, the ways to pay, receipts, and what waits for an operator. */
export const paymentsSection = section({
  name: 'payments',
  entry: { label: (panel) => panel.payments.button, data: callbacks.home() },
  callbacks,
  pages: {
    async home(visit) {
      const { app, panel, format } = visit;
      const words = panel.payments;
      const [methods, { unclaimed, debtors }, day] = await Promise.all([
        app.db.payments.listAllMethods(),
        countOpenMoney(app.db),
        dayOf(visit),
      ]);
      return {
        text: lines(bold(words.title), '', ...day, '', words.searchHint),
        buttons: [
          ...methods.map(({ id, name, isActive, lastFault }) => [
            button(`${isActive ? '🟢' : '⚪'} ${format.name(name)}${lastFault ? ' ⚠️' : ''}`, methodCard(id)),
          ]),
          [button(words.addMethod, methodCallbacks.add({ of: 0 }))],
          [
            button(words.receiptsButton, callbacks.receipts({ page: 0, open: false })),
            button(words.unclaimedButton({ count: unclaimed }), callbacks.receipts({ page: 0, open: true })),
          ],
          ...(debtors > 0 ? [[button(words.debtsButton({ count: debtors }), callbacks.debts({ page: 0 }))]] : []),
          [button(words.dayButton, callbacks.day({ ago: 1 }))],
          [button(panel.common.refresh, callbacks.home()), button(panel.common.panel, frameCallbacks.home())],
        ],
        takes: { words: callbacks.found({ page: 0 }) },
      };
    },

    async receipts(visit, { page, open }) {
      const { app, panel, texts } = visit;
      const { rows, hasNext } = await pageOf(page, (limit) =>
        readReceipts(app.db, { filter: open ? { isUnclaimed: true } : {}, page: { limit, backward: false } }),
      );
      return {
        text: lines(
          bold(open ? panel.payments.unclaimedTitle : panel.payments.receiptsTitle),
          open && panel.payments.unclaimedHint,
          rows.length === 0 && panel.common.nothing,
          panel.payments.searchHint,
        ),
        buttons: [
          ...rows.map((row) => [receiptButton(visit, row)]),
          ...turnPages(texts, { page, hasNext }, (to) => callbacks.receipts({ page: to, open })),
          wayBack(visit, callbacks.home()),
        ],
        takes: { words: callbacks.found({ page: 0 }) },
      };
    },

    /** R-12 is a receipt, P-34 a payment; anything else is looked for among users. */
    async found(visit, { page }) {
      const { app, panel, texts, format } = visit;
      const words = visit.words ?? '';
      const [, kind, digits] = /^\s*([RP])-?\s*(\d{1,18})\s*$/i.exec(words) ?? [];
      if (kind?.toUpperCase() === 'R') return { go: callbacks.receipt({ receipt: BigInt(digits!) }) };
      if (kind) return { go: callbacks.payment({ payment: BigInt(digits!) }) };
      const { items, hasNext } = await findUsers(app.db, { words, page, pageSize: PAGE_SIZE });
      if (items.length === 1 && page === 0) return { go: callbacks.ofUser({ user: items[0]!.id }) };
      return {
        text: lines(
          bold(panel.people.found({ words })),
          items.length === 0 && panel.people.nobody,
          panel.payments.searchHint,
        ),
        buttons: [
          ...items.map((person) => [button(format.name(nameOf(person), 40), callbacks.ofUser({ user: person.id }))]),
          ...turnPages(texts, { page, hasNext }, (to) => callbacks.found({ page: to })),
          wayBack(visit, callbacks.home()),
        ],
        takes: { words: callbacks.found({ page: 0 }), query: words },
      };
    },

    async ofUser(visit, { user }) {
      const { app, panel, format } = visit;
      const card = await readUserCard(app.db, user);
      if (!card) return { go: callbacks.home(), toast: panel.common.gone };
      const page = { limit: OF_USER, backward: false };
      const [money, payments, receipts] = await Promise.all([
        readMoneyOfUser(app.db, user),
        readPayments(app.db, { filter: { userId: user }, page }),
        readReceipts(app.db, { filter: { userId: user }, page }),
      ]);
      return {
        text: lines(
          bold(format.name(nameOf(card), 80)),
          panel.payments.ofUser(money),
          '',
          payments.rows.length + receipts.rows.length === 0 ? panel.common.nothing : panel.payments.newestFirst,
        ),
        buttons: [
          ...receipts.rows.map((row) => [receiptButton(visit, row)]),
          ...payments.rows.map((row) => [paymentButton(visit, row)]),
          [button(panel.payments.userButton, peopleCallbacks.card({ user }))],
          wayBack(visit, callbacks.home()),
        ],
      };
    },

    async debts(visit, { page }) {
      const { app, panel, texts, format } = visit;
      const { items, hasNext } = await readDebtors(app.db, { page, pageSize: PAGE_SIZE });
      return {
        text: lines(
          bold(panel.payments.debtsTitle),
          panel.payments.debtsHint,
          items.length === 0 && panel.common.nothing,
        ),
        buttons: [
          ...items.map((person) => [
            button(
              `${format.name(nameOf(person), 32)} · ${format.money(person.debt)}`,
              callbacks.ofUser({ user: person.id }),
            ),
          ]),
          ...turnPages(texts, { page, hasNext }, (to) => callbacks.debts({ page: to })),
          wayBack(visit, callbacks.home()),
        ],
      };
    },

    ...moneyPages,
    ...dayPages,
  },
  forms: {
    refund: refundForm,
    assign: assignForm,
  },
});

/** What came since midnight, a line for each method. */
async function dayOf({ app, panel }: AdminVisit): Promise<Rich[]> {
  const to = addMs(app.clock.now(), 1);
  const from = new Date(to);
  from.setUTCHours(0, 0, 0, 0);
  const rows = await reportMoneyIn(app.db, { from, to, interval: 'DAY', timeZone: 'UTC' });
  if (rows.length === 0) return [lines(panel.payments.nothingToday)];
  return [lines(panel.payments.today), ...rows.map((row) => lines(panel.payments.dayOf(row)))];
}

const MOST_PAGES = 50;

/** Pages by number over a list by cursor: an operator turns few. */
async function pageOf<Row>(page: number, read: (limit: number) => Promise<{ rows: readonly Row[]; hasNext: boolean }>) {
  const shown = Math.min(page, MOST_PAGES - 1);
  const { rows, hasNext } = await read((shown + 1) * PAGE_SIZE);
  return { rows: rows.slice(shown * PAGE_SIZE), hasNext: hasNext && shown < MOST_PAGES - 1 };
}

function receiptButton({ format, panel }: AdminVisit, { id, amount, methodName, received, currency }: ReceiptRow) {
  const sum = amount === null ? `❓ ${panel.payments.foreign({ amount: received, currency })}` : format.money(amount);
  return button(`R-${id} · ${sum} · ${format.name(methodName, 24)}`, callbacks.receipt({ receipt: id }));
}

function paymentButton({ format, panel }: AdminVisit, { id, amount, status, methodName }: PaymentRow) {
  const words = `P-${id} · ${format.money(amount)} · ${panel.payments.statuses[status]} · ${format.name(methodName, 20)}`;
  return button(words, callbacks.payment({ payment: id }));
}
