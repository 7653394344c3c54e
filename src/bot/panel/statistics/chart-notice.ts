import type { App } from '../../../app';
import type { RenderedMessage } from '../../../ports/rendered-message';
import type { Language } from '../../texts/languages';
import { panelTextsFor } from '../texts';
import { drawChart } from './chart';
import { CHARTS, type ChartName, chartPicture } from './chart-pictures';

/** A row of the outbox that becomes a picture when its turn comes. */
export const CHART_KIND = 'panel_chart';

/** Draws the picture of such a row. Undefined for a chart that there is not (any more). */
export async function renderChart(
  app: App,
  row: { language: Language | null; payload: Readonly<Record<string, unknown>> },
): Promise<RenderedMessage | undefined> {
  const name = CHARTS.find((chart) => chart === row.payload.chart);
  if (!name) return undefined;
  const language = row.language ?? 'en';
  const content = await drawChart(await chartPicture(app, name, language));
  const { panel } = panelTextsFor(language, app.currency);
  const file = { kind: 'photo', name: `${name}.png`, mimeType: 'image/png', content } as const;
  return { text: panel.statistics.caption[name], file };
}

/** Asks for a picture; the same press asks once. */
export async function putChart(app: App, o: { userId: bigint; chart: ChartName; key: string }): Promise<void> {
  const payload = { chart: o.chart };
  const at = app.clock.now();
  await app.db.outbox.put({ key: `chart:${o.key}`, lane: 1, userId: o.userId, kind: CHART_KIND, payload, at });
  app.wake('outbox');
}
