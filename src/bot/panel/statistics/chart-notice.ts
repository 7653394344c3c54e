import type { App } from '../../../app';
import type { RenderedMessage } from '../../../ports/rendered-message';
import type { Rendering } from '../../outbox/kinds';
import { putRow } from '../../outbox/put';
import { panelTextsFor } from '../texts';
import { drawChart } from './chart';
import { type ChartName, chartPicture } from './chart-pictures';

/** Draws a picture asked for in the panel. */
export async function renderChart(
  { app, language }: Rendering,
  { chart }: { chart: ChartName },
): Promise<RenderedMessage> {
  const content = await drawChart(await chartPicture(app, chart, language));
  const { panel } = panelTextsFor(language, app.currency);
  const file = { kind: 'photo', name: `${chart}.png`, mimeType: 'image/png', content } as const;
  return { text: panel.statistics.caption[chart], file };
}

/** Asks for a picture; the same press asks once. */
export async function putChart(app: App, o: { userId: bigint; chart: ChartName; key: string }): Promise<void> {
  const { userId, chart } = o;
  await putRow(app, { key: `chart:${o.key}`, lane: 1, userId, kind: 'panel_chart', payload: { chart } });
}
