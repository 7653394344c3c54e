import type { FileReference, SharedPhoto } from '../../ports/messenger';
import { RPCError } from './gramjs';

/**
 * Uploads each picture once, however many messages wait for it: those that meet an old reference at the same time share
 * the new one.
 */
export class SharedPhotos {
  private readonly fresh = new Map<string, Promise<FileReference>>();

  /** The reference to try first; undefined when the picture was never uploaded. */
  async latest(photo: SharedPhoto): Promise<FileReference | undefined> {
    const fresh = await this.fresh.get(photo.key)?.catch(() => undefined);
    return fresh ?? photo.reference;
  }

  /** Another reference than the one that was refused: the one that came meanwhile, or that of a new upload. */
  async renewed(
    photo: SharedPhoto,
    refused: FileReference | undefined,
    upload: (content: Buffer) => Promise<FileReference>,
  ): Promise<FileReference> {
    const known = this.fresh.get(photo.key);
    const came = known && (await known);
    if (came && came.fileReference !== refused?.fileReference) return came;
    // Whoever waited for the same promise meets the one that the first of them began.
    const begun = this.fresh.get(photo.key);
    if (begun && begun !== known) return begun;
    const uploading = photo.load().then(upload);
    this.fresh.set(photo.key, uploading);
    try {
      const reference = await uploading;
      await photo.keep(reference);
      return reference;
    } catch (error) {
      // What Telegram refuses for good is not uploaded again for each of the many.
      if (!(error instanceof RPCError) || error.code !== 400) this.fresh.delete(photo.key);
      throw error;
    }
  }
}
