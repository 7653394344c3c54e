import type { App } from '../../app';
import { addMs } from '../../domain/time';

const KEPT_MS = 7 * 86_400_000;
const LIMIT = 5;

/** Verdicts line by line are kept for a week after an import; its counts stay. */
export async function forgetImportLines(app: App): Promise<{ forgotten: number }> {
  return { forgotten: await app.db.numberImports.forgetLines(addMs(app.clock.now(), -KEPT_MS), LIMIT) };
}
