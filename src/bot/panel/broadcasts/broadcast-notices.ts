import type { RenderedMessage } from '../../../ports/rendered-message';
import { findBroadcast } from '../../../usecases/broadcasts/find-broadcast';
import { anew } from '../../callbacks';
import type { Rendering } from '../../outbox/kinds';
import { contentOf } from '../../outbox/shown';
import { button } from '../../screens/view';
import { panelTextsFor } from '../texts';
import { broadcastCallbacks } from './broadcast-callbacks';
import { broadcastCard, shownAs } from './broadcast-card';

interface AboutBroadcast {
  readonly broadcastId: number;
}

/** The card as it stands now, where the living message of the admin still shows it. */
export async function renderBroadcastCard(
  o: Rendering,
  { broadcastId }: AboutBroadcast,
): Promise<RenderedMessage | undefined> {
  const { app, language, userId } = o;
  const [dialogue, row] = await Promise.all([
    userId === null ? undefined : app.db.dialogues.find(userId),
    findBroadcast(app, broadcastId),
  ]);
  if (!row || dialogue?.answers.shows !== shownAs(broadcastId) || dialogue.screenMessageId === null) return undefined;
  const card = await broadcastCard({ app, ...panelTextsFor(language, app.currency) }, row);
  return { ...contentOf(card), edit: dialogue.screenMessageId };
}

/** Whoever started it hears that it is done. */
export async function renderBroadcastDone(
  o: Rendering,
  { broadcastId }: AboutBroadcast,
): Promise<RenderedMessage | undefined> {
  const row = await findBroadcast(o.app, broadcastId);
  if (!row) return undefined;
  const { broadcasts } = panelTextsFor(o.language, o.app.currency).panel;
  const { id, text, sentCount: sent, blockedCount: blocked, failedCount: failed } = row;
  return contentOf({
    text: broadcasts.done({ id, text, sent, blocked, failed }),
    buttons: [[button(broadcasts.openButton, anew(broadcastCallbacks.card({ broadcast: id })))]],
  });
}
