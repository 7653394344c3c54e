import type { App } from '../../../app';
import { reportMoney } from '../../../database/queries/reports/money';
import { reportSuccess } from '../../../database/queries/reports/success';
import { readDaysLeft, readStock } from '../../../database/queries/stock';
import { UNITS_PER_WHOLE } from '../../../domain/money/money';
import { DAY_MS } from '../../../domain/time';
import type { Language } from '../../texts/languages';
import { panelTextsFor } from '../texts';
import type { ChartPicture, ChartSeries } from './chart-notice';

export const CHARTS = ['sales', 'success', 'stock', 'daysLeft'] as const;
/** Of so many days a chart may tell. */
export const PERIODS = [7, 30, 90] as const;
export const USUAL_PERIOD = 30;
export type ChartName = (typeof CHARTS)[number];

const MOST_BARS = 15;
/** Services with fewer ended numbers say nothing about success. */
const LEAST_TRIES = 1;

/** What a chart shows, from the rows as they stand now, in the words of who asked for it. */
export async function chartPicture(
  app: App,
  name: ChartName,
  language: Language,
  length = USUAL_PERIOD,
): Promise<ChartPicture> {
  const { panel } = panelTextsFor(language, app.currency);
  const words = panel.statistics.charts;
  const { timeZone } = await app.settings();
  const now = app.clock.now();
  const from = new Date(now.getTime() - (length - 1) * DAY_MS);
  switch (name) {
    case 'sales': {
      const days = await reportMoney(app.db, { from: startOfDay(from), to: now, interval: 'DAY', timeZone });
      const day = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: '2-digit', timeZone });
      // A picture is for the eye: the figures themselves stay exact in the reports.
      const money = ({ sales, refunds }: (typeof days)[number]) => Number(sales - refunds) / Number(UNITS_PER_WHOLE);
      return upright(
        language,
        words.empty,
        `${words.salesTitle} (${app.currency})`,
        days.map(({ start }) => day.format(start)),
        [
          { label: words.revenue, values: days.map(money), kind: 'bar' },
          { label: words.codes, values: days.map(({ salesCount }) => salesCount), kind: 'line', axis: 'right' },
        ],
      );
    }
    case 'success': {
      const rows = await reportSuccess(app.db, { by: 'SERVICE', from, to: now });
      const known = rows
        .filter(({ reserved, open, successRate }) => reserved - open >= LEAST_TRIES && successRate !== null)
        .slice(0, MOST_BARS);
      const values = known.map(({ successRate }) => Math.round((successRate ?? 0) * 100));
      return lying(
        language,
        words.empty,
        words.successTitle({ days: length }),
        known.map(({ name: label, wins, tries }) => `${plain(label)} · ${wins}/${tries}`),
        [{ label: words.success, values, kind: 'bar' }],
      );
    }
    case 'stock': {
      const rows = await readStock(app.db, MOST_BARS);
      return lying(
        language,
        words.empty,
        words.stockTitle,
        rows.map(({ name: label }) => plain(label)),
        [
          { label: words.stockPool, values: rows.map(({ pool }) => pool), kind: 'bar' },
          { label: words.stockSuppliers, values: rows.map(({ suppliers }) => suppliers), kind: 'bar', axis: 'right' },
        ],
      );
    }
    case 'daysLeft': {
      const rows = await readDaysLeft(app.db, { from, days: length, limit: MOST_BARS });
      return lying(
        language,
        words.empty,
        words.daysLeftTitle({ days: length }),
        rows.map(({ name: label, pool }) => `${plain(label)} · ${pool}`),
        [{ label: words.daysLeft, values: rows.map(({ daysLeft }) => daysLeft), kind: 'bar' }],
      );
    }
  }
}

function startOfDay(at: Date): Date {
  return new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS);
}

function upright(
  language: Language,
  empty: string,
  title: string,
  labels: string[],
  series: ChartSeries[],
): ChartPicture {
  return { ...frame(language, empty), height: 480, title: plain(title), labels, series, isHorizontal: false };
}

function lying(
  language: Language,
  empty: string,
  title: string,
  labels: string[],
  series: ChartSeries[],
): ChartPicture {
  const height = Math.max(260, 150 + labels.length * 30);
  return { ...frame(language, empty), height, title: plain(title), labels, series, isHorizontal: true };
}

const frame = (language: Language, empty: string) => ({ width: 900, isRightToLeft: language === 'ar', empty });

/** The font of the pictures has letters, but neither emoji nor the invisible marks of direction. */
function plain(text: string): string {
  return text
    .replace(/[\u2066-\u2069]|\p{Extended_Pictographic}|\uFE0F/gu, '')
    .trim()
    .slice(0, 40);
}
