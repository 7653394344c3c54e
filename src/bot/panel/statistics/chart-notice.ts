import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { App } from '../../../app';
import type { RenderedMessage } from '../../../ports/rendered-message';
import type { Rendering } from '../../outbox/kinds';
import { putRow } from '../../outbox/put';
import { panelTextsFor } from '../texts';
import { type ChartName, chartPicture, USUAL_PERIOD } from './chart-pictures';

/** Draws a picture asked for in the panel. */
export async function renderChart(
  { app, language }: Rendering,
  { chart, days }: { chart: ChartName; days?: number },
): Promise<RenderedMessage> {
  const content = await drawChart(await chartPicture(app, chart, language, days));
  const { panel } = panelTextsFor(language, app.currency);
  const file = { kind: 'photo', name: `${chart}.png`, mimeType: 'image/png', content } as const;
  return { text: panel.statistics.caption[chart]({ days: days ?? USUAL_PERIOD }), file };
}

/** Asks for a picture; the same press asks once. */
export async function putChart(
  app: App,
  o: { userId: bigint; chart: ChartName; days: number; key: string },
): Promise<void> {
  const { userId, chart, days } = o;
  await putRow(app, { key: `chart:${o.key}`, lane: 1, userId, kind: 'panel_chart', payload: { chart, days } });
}

export interface ChartSeries {
  readonly label: string;
  readonly values: readonly number[];
  readonly kind: 'bar' | 'line';
  /** The scale on the right, for a series of another unit. */
  readonly axis?: 'right';
}

export interface ChartPicture {
  /** In points; the picture has twice as many pixels. */
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
  readonly isRightToLeft: boolean;
  readonly isHorizontal: boolean;
  /** Stands under the title when there is nothing to show. */
  readonly empty: string;
}

const LONGEST_MS = 20_000;

/** A PNG, drawn in a thread that begins and ends with it. Rejects when it fails or takes longer than 20 s. */
export function drawChart(picture: ChartPicture): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'draw-chart.worker.js'), { workerData: picture });
    const timer = setTimeout(() => end(new Error('a chart took too long to draw')), LONGEST_MS);
    const end = (result: Buffer | Error) => {
      clearTimeout(timer);
      void worker.terminate();
      if (result instanceof Error) reject(result);
      else resolve(result);
    };
    worker.once('message', (png: Uint8Array) => end(Buffer.from(png)));
    worker.once('error', end);
  });
}
