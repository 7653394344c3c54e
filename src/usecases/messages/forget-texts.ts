import type { App } from '../../app';
import { addMs, DAY_MS } from '../../domain/time';

const LIMIT = 5_000;

/** Erases texts and codes of messages that are older than the shop keeps them. Rows stay, so that none is taken twice. */
export async function forgetTexts(app: App): Promise<{ erased: number }> {
  const { messageTextDays } = await app.settings();
  if (messageTextDays <= 0) return { erased: 0 };
  const now = app.clock.now();
  return { erased: await app.db.messages.erase(addMs(now, -messageTextDays * DAY_MS), now, LIMIT) };
}
