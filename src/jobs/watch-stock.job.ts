import { watchStock } from '../usecases/numbers/watch-stock';
import { defineJob } from './define-job';

export const watchStockJob = defineJob({
  name: 'watch-stock',
  schedule: '0 */5 * * * *',
  oncePerTick: true,
  run: ({ app }) => watchStock(app),
});
