import type { App } from '../../app';
import type { FileReference, SharedPhoto, TextEntity } from '../../ports/messenger';
import type { RenderedMessage } from '../../ports/rendered-message';
import { findBroadcast } from '../../usecases/broadcasts/find-broadcast';
import type { Rendering } from '../outbox/kinds';

/** The message stands once, with the broadcast. Nothing is sent any more when it was canceled in between. */
export async function renderBroadcast(
  { app }: Pick<Rendering, 'app'>,
  { broadcastId, isPreview }: { broadcastId: number; isPreview?: boolean },
): Promise<RenderedMessage | undefined> {
  const broadcast = await findBroadcast(app, broadcastId);
  if (!broadcast || (broadcast.status === 'CANCELED' && !isPreview)) return undefined;
  return {
    photo: broadcast.hasPhoto ? await photoOf(app, broadcast.id) : undefined,
    text: broadcast.text,
    entities: broadcast.entities as readonly TextEntity[],
    keyboard: broadcast.buttons.map((row) => row.map((button) => ({ kind: 'url' as const, ...button }))),
  };
}

async function photoOf(app: App, broadcastId: number): Promise<SharedPhoto | undefined> {
  const photos = app.db.broadcastPhotos;
  const known = await photos.findReference(broadcastId);
  if (!known) return undefined;
  const { updatedAt } = known;
  return {
    key: `broadcast:${broadcastId}:${updatedAt.getTime()}`,
    reference: (known.reference ?? undefined) as FileReference | undefined,
    name: 'photo.jpg',
    async load() {
      const content = await photos.findContent(broadcastId);
      if (!content) throw new Error(`broadcast ${broadcastId} has lost its picture`);
      return content;
    },
    keep: (reference) => photos.keepReference({ broadcastId, updatedAt, reference }),
  };
}
