import { reportMoney } from '../../../database/queries/reports/money';
import { reportPeople } from '../../../database/queries/reports/people';
import { DAY_MS } from '../../../domain/time';
import { callbackData } from '../../callback-data';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { type AdminVisit, type PanelView, section } from '../section';
import { putChart } from './chart-notice';
import { CHARTS, PERIODS, USUAL_PERIOD } from './chart-pictures';

const callbacks = {
  menu: callbackData('ACS', {}),
  /** Charts of so many days. */
  over: callbackData('ACSo', { days: 'count' }),
  draw: callbackData('ACSd', { chart: 'word', days: 'count' }),
};

/** Figures of the last days, and pictures that come into the chat. */
export const statisticsSection = section({
  name: 'statistics',
  entry: { label: (panel) => panel.statistics.button, data: callbacks.menu() },
  callbacks,
  pages: {
    menu: (visit) => menuPage(visit, USUAL_PERIOD),
    over: (visit, { days }) => menuPage(visit, periodOf(days)),

    async draw({ app, user, author, panel }, { chart, days: asked }) {
      const known = CHARTS.find((name) => name === chart);
      const days = periodOf(asked);
      const go = callbacks.over({ days });
      if (!known) return { go };
      await putChart(app, { userId: user.id, chart: known, days, key: author.requestId ?? app.ids.uuid() });
      return { go, toast: panel.statistics.drawing };
    },
  },
});

const periodOf = (days: number) => PERIODS.find((one) => one === days) ?? USUAL_PERIOD;

async function menuPage({ app, panel }: AdminVisit, days: number): Promise<PanelView> {
  const words = panel.statistics;
  const to = app.clock.now();
  const spans = await Promise.all(
    [1, 7, 30].map(async (span) => {
      const from = new Date(to.getTime() - span * DAY_MS);
      const range = { from, to, interval: 'MONTH', timeZone: 'UTC' } as const;
      const [money, people] = await Promise.all([reportMoney(app.db, range), reportPeople(app.db, range)]);
      const sum = (pick: (row: (typeof money)[number]) => bigint) =>
        money.reduce((total, row) => total + pick(row), 0n);
      return {
        days: span,
        revenue: sum(({ sales, refunds }) => sales - refunds),
        margin: sum(({ sales, refunds, cost }) => sales - refunds - cost),
        discounts: sum((row) => row.discounts),
        codes: Number(sum(({ salesCount }) => BigInt(salesCount))),
        newUsers: people.reduce((total, row) => total + row.newUsers, 0),
      };
    }),
  );
  return {
    text: lines(bold(words.title), ...spans.flatMap((span) => ['', words.span(span)]), '', words.hint),
    buttons: [
      PERIODS.map((one) => button(words.period({ days: one, isChosen: one === days }), callbacks.over({ days: one }))),
      ...CHARTS.map((chart) => [button(words[chart]({ days }), callbacks.draw({ chart, days }))]),
      [button(panel.common.refresh, callbacks.over({ days })), button(panel.common.panel, frameCallbacks.home())],
    ],
  };
}
