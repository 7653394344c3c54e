import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

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
