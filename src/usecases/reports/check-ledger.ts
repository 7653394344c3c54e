import type { App } from '../../app';
import { verifyBooks } from '../ledger/verify-books';

/** Verifies the books. It reads everything; it ends with the request that asked for it. */
export function checkLedger(app: App): ReturnType<typeof verifyBooks> {
  return verifyBooks(app);
}
