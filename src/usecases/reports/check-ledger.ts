import type { App } from '../../app';
import { verifyBooks } from '../ledger/verify-books';

const running = new WeakMap<App, ReturnType<typeof verifyBooks>>();

/** Verifies the books. It reads everything, so those who ask while it runs share one answer. */
export function checkLedger(app: App): ReturnType<typeof verifyBooks> {
  let check = running.get(app);
  if (!check) {
    check = verifyBooks(app).finally(() => running.delete(app));
    running.set(app, check);
  }
  return check;
}
