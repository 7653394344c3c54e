import type { Access } from '../access';
import { json } from '../columns';
import { BroadcastPhoto } from '../entities/broadcast-photo.entity';

export interface NewPhoto {
  readonly content: Buffer;
  /** What Telegram knows it by, when it came from there. */
  readonly reference?: unknown;
}

/** The pictures of broadcasts. Their bytes are read only when they must be uploaded (again). */
export class BroadcastPhotoStore {
  constructor(private readonly db: Access) {}

  async put(broadcastId: number, { content, reference = null }: NewPhoto, updatedAt: Date): Promise<void> {
    await this.db.manager.upsert(BroadcastPhoto, { broadcastId, content, reference: json(reference), updatedAt }, [
      'broadcastId',
    ]);
  }

  async remove(broadcastId: number): Promise<void> {
    await this.db.manager.delete(BroadcastPhoto, { broadcastId });
  }

  /** What Telegram knows it by (null: nothing), and since when it is this picture. */
  findReference(broadcastId: number): Promise<Pick<BroadcastPhoto, 'reference' | 'updatedAt'> | null> {
    const select = { broadcastId: true, reference: true, updatedAt: true } as const;
    return this.db.manager.findOne(BroadcastPhoto, { select, where: { broadcastId } });
  }

  async findContent(broadcastId: number): Promise<Buffer | undefined> {
    return (await this.db.manager.findOneBy(BroadcastPhoto, { broadcastId }))?.content;
  }

  /** Telegram knows it anew, if it is the same picture still. */
  async keepReference(o: { broadcastId: number; updatedAt: Date; reference: unknown }): Promise<void> {
    const { reference, ...same } = o;
    await this.db.manager.update(BroadcastPhoto, same, { reference: json(reference) });
  }
}
