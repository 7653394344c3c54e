import { watchBooks } from '../usecases/ledger/watch-books';
import { defineJob } from './define-job';

export const checkBooksJob = defineJob({
  name: 'check-books',
  schedule: '0 7 * * * *',
  oncePerTick: true,
  run: ({ app }) => watchBooks(app),
});
