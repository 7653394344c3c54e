import type { App } from '../../app';
import { clearAlert, raiseAlert } from '../alerts/raise-alert';
import { verifyBooks } from './verify-books';

const KEY = 'books_broken';
const HOUR_S = 3_600;

/** Checks the books, and tells operators and programs when a rule is broken. */
export async function watchBooks(app: App): Promise<{ findings: number }> {
  const { findings } = await verifyBooks(app);
  if (findings.length === 0) await clearAlert(app, KEY);
  else {
    const facts = { rule: findings[0]!.invariant, findings: findings.length };
    await raiseAlert(app, { key: KEY, kind: 'books_broken', facts, everyS: HOUR_S });
  }
  return { findings: findings.length };
}
