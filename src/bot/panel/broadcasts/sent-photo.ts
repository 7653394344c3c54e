import type { NewPhoto } from '../../../database/stores/broadcast-photos';
import { LARGEST_PHOTO } from '../../../domain/broadcast/photo';
import type { AdminVisit } from '../section';

/** The picture that was just sent, with its bytes; `photo` undefined when there was none. */
export async function sentPhoto({
  photo,
}: AdminVisit): Promise<{ kind: 'ok'; photo: NewPhoto | undefined } | { kind: 'not_fetched' }> {
  if (!photo) return { kind: 'ok', photo: undefined };
  const fetched = photo.size > LARGEST_PHOTO ? undefined : await photo.download(LARGEST_PHOTO);
  if (fetched?.kind !== 'downloaded') return { kind: 'not_fetched' };
  return { kind: 'ok', photo: { content: fetched.content, reference: photo.reference } };
}
