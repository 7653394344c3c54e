import { reportMoney } from '../../../database/queries/reports/money';
import { reportPeople } from '../../../database/queries/reports/people';
import { DAY_MS } from '../../../domain/time';
import { callbackData } from '../../callback-data';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { section } from '../section';
import { putChart } from './chart-notice';
import { CHARTS } from './chart-pictures';

const callbacks = { menu: callbackData('ACS', {}), draw: callbackData('ACSd', { chart: 'word' }) };

/** Figures of the last days, and pictures that come into the chat. */
export const statisticsSection = section({
  name: 'statistics',
  entry: { label: (panel) => panel.statistics.button, data: callbacks.menu() },
  callbacks,
  pages: {
    async menu({ app, panel }) {
      const words = panel.statistics;
      const to = app.clock.now();
      const spans = await Promise.all(
        [1, 7, 30].map(async (days) => {
          const from = new Date(to.getTime() - days * DAY_MS);
          const range = { from, to, interval: 'MONTH', timeZone: 'UTC' } as const;
          const [money, people] = await Promise.all([reportMoney(app.db, range), reportPeople(app.db, range)]);
          const sum = (pick: (row: (typeof money)[number]) => bigint) =>
            money.reduce((total, row) => total + pick(row), 0n);
          return {
            days,
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
          ...CHARTS.map((chart) => [button(words[chart], callbacks.draw({ chart }))]),
          [button(panel.common.refresh, callbacks.menu()), button(panel.common.panel, frameCallbacks.home())],
        ],
      };
    },

    async draw({ app, user, author, panel }, { chart }) {
      const known = CHARTS.find((name) => name === chart);
      if (!known) return { go: callbacks.menu() };
      await putChart(app, { userId: user.id, chart: known, key: author.requestId ?? app.ids.uuid() });
      return { go: callbacks.menu(), toast: panel.statistics.drawing };
    },
  },
});
