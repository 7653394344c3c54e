/**
 * Draws one picture in a thread of its own and ends: drawing takes a few hundred milliseconds, which nobody who waits for a
 * code should notice, and its libraries leave the memory with it. Plain JavaScript, since a thread is started from a file.
 */
const { parentPort, workerData } = require('node:worker_threads');
const { createCanvas, GlobalFonts } = require('@napi-rs/canvas');
const { Chart, registerables } = require('chart.js');

const FAMILY = 'Chart';
const SCALE = 2;
const COLOURS = ['#2f7ed8', '#f2a03d', '#3fb68b'];

GlobalFonts.registerFromPath(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'), FAMILY);
Chart.register(...registerables);
Chart.defaults.font.family = FAMILY;
Chart.defaults.font.size = 13;
Chart.defaults.color = '#33404d';

/** A white ground: Telegram shows transparent pictures on whatever stands behind them. */
const ground = {
  id: 'ground',
  beforeDraw({ ctx, width, height }) {
    ctx.save();
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(0, 0, width, height);
    ctx.restore();
  },
};

/** @param {import('./chart').ChartPicture} picture */
async function draw({ width, height, title, labels, series, isRightToLeft, isHorizontal, empty }) {
  const canvas = createCanvas(width, height);
  const hasSecondAxis = series.some(({ axis }) => axis === 'right');
  const valueAxis = isHorizontal ? 'x' : 'y';
  const isEmpty = series.every(({ values }) => values.every((value) => value === 0));
  const axis = (position) => ({ position, beginAtZero: true, grid: { color: '#e8edf2' }, ticks: { precision: 0 } });
  const chart = new Chart(canvas, {
    type: 'bar',
    data: {
      labels,
      datasets: series.map(({ label, values, kind, axis: side }, index) => ({
        label,
        type: kind,
        data: values,
        [isHorizontal ? 'xAxisID' : 'yAxisID']: `${valueAxis}${side === 'right' ? '1' : ''}`,
        backgroundColor: COLOURS[index],
        borderColor: COLOURS[index],
        borderWidth: kind === 'line' ? 2 : 0,
        pointRadius: 2,
        order: kind === 'line' ? 0 : 1,
      })),
    },
    options: {
      animation: false,
      responsive: false,
      devicePixelRatio: SCALE,
      indexAxis: isHorizontal ? 'y' : 'x',
      layout: { padding: 16 },
      plugins: {
        title: { display: true, text: isEmpty ? [title, empty] : title, font: { size: 18 } },
        legend: { position: 'bottom', rtl: isRightToLeft },
      },
      scales: {
        [valueAxis]: { ...axis(isHorizontal ? 'bottom' : 'left'), stacked: false },
        [isHorizontal ? 'y' : 'x']: { grid: { display: false }, stacked: false, ticks: { autoSkip: true } },
        ...(hasSecondAxis
          ? { [`${valueAxis}1`]: { ...axis(isHorizontal ? 'top' : 'right'), grid: { drawOnChartArea: false } } }
          : {}),
      },
    },
    plugins: [ground],
  });
  const png = await canvas.encode('png');
  chart.destroy();
  return png;
}

draw(workerData).then((png) => parentPort.postMessage(png));
