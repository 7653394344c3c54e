import type { App } from '../../app';
import type { TextEntity } from '../../ports/messenger';
import type { RenderedMessage } from '../../ports/rendered-message';
import { findBroadcast } from '../../usecases/broadcasts/find-broadcast';

export const BROADCAST_KIND = 'broadcast';

/** The message stands once, with the broadcast. Nothing is sent any more when it was canceled in between. */
export async function renderBroadcast(
  app: App,
  payload: Readonly<Record<string, unknown>>,
): Promise<RenderedMessage | undefined> {
  const broadcast = await findBroadcast(app, Number(payload.broadcastId));
  if (!broadcast || (broadcast.status === 'CANCELED' && payload.isPreview !== true)) return undefined;
  return {
    text: broadcast.text,
    entities: broadcast.entities as readonly TextEntity[],
    keyboard: broadcast.buttons.map((row) => row.map((button) => ({ kind: 'url' as const, ...button }))),
  };
}
