import type { PaymentDay } from '../../../database/entities/payment-day.entity';
import type { PaymentMethod } from '../../../database/entities/payment-method.entity';
import { addMs, DAY_MS } from '../../../domain/time';
import { dayOf } from '../../../usecases/payments/reconcile-payments';
import { button } from '../../screens/view';
import { bold, lines, type Rich } from '../../texts/rich';
import type { AdminVisit, PanelAnswer } from '../section';
import { turnPages } from '../turn-pages';
import { wayBack } from '../way-back';
import { paymentCallbacks as callbacks } from './payment-callbacks';

const MOST_SHOWN = 10;
const MOST_DAYS_AGO = 60;

/** What providers say that they took on a day, beside what came here. */
export const dayPages = {
  async day(visit: AdminVisit, at: { ago: number }): Promise<PanelAnswer> {
    const { app, panel, texts } = visit;
    const ago = Math.min(at.ago, MOST_DAYS_AGO);
    const day = dayBefore(visit, ago);
    const [methods, rows] = await Promise.all([app.db.payments.listAllMethods(), app.db.paymentDays.listOf(day)]);
    const byMethod = new Map(rows.map((row) => [row.methodId, row]));
    const shown = methods.flatMap((method) => {
      const row = byMethod.get(method.id);
      return row || method.isActive ? [linesOf(visit, method, row)] : [];
    });
    return {
      text: lines(
        bold(panel.payments.dayTitle({ day })),
        panel.payments.dayHint,
        '',
        shown.length === 0 && panel.common.nothing,
        ...shown.flat(),
      ),
      buttons: [
        [button(panel.payments.compareButton, callbacks.compare({ ago }))],
        ...turnPages(texts, { page: ago, hasNext: ago < MOST_DAYS_AGO }, (to) => callbacks.day({ ago: to })),
        [button(panel.common.refresh, callbacks.day({ ago })), ...wayBack(visit, callbacks.home())],
      ],
    };
  },

  /** A worker does it: only one process can ask Telegram, and a long list takes its time. */
  async compare(visit: AdminVisit, { ago }: { ago: number }): Promise<PanelAnswer> {
    const { app, panel } = visit;
    const day = dayBefore(visit, ago);
    const [methods, rows] = await Promise.all([app.db.payments.listAllMethods(), app.db.paymentDays.listOf(day)]);
    const planned = new Set(rows.map(({ methodId }) => methodId));
    const now = app.clock.now();
    for (const { id, isActive } of methods)
      if (isActive || planned.has(id)) await app.db.paymentDays.ask({ methodId: id, day, now });
    return { go: callbacks.day({ ago }), toast: panel.payments.compareAsked };
  },
};

const dayBefore = ({ app }: AdminVisit, ago: number) => dayOf(addMs(app.clock.now(), -ago * DAY_MS));

function linesOf({ panel }: AdminVisit, { name }: PaymentMethod, row: PaymentDay | undefined): Rich[] {
  const words = panel.payments;
  if (!row?.comparedAt) return [lines(words.notCompared({ name, why: row?.problem ?? null }))];
  const { theirs, ours, differences, found, isListed, problem } = row;
  const rest = differences - Math.min(found.length, MOST_SHOWN);
  return [
    lines(words.compared({ name, theirs, ours, differences })),
    ...(isListed ? [] : [lines(words.notListed)]),
    ...found.slice(0, MOST_SHOWN).map((one) => lines(words.differences[one.kind](one))),
    ...(rest > 0 ? [lines(words.moreDifferences({ count: rest }))] : []),
    ...(problem === null ? [] : [lines(words.notComparedAgain({ why: problem }))]),
  ];
}
