import type { Access } from '../access';

export interface NewPhoto {
  readonly content: Buffer;
  /** What Telegram knows it by, when it came from there. */
  readonly reference?: unknown;
}

/** The pictures of broadcasts. Their bytes are read only when they must be uploaded (again). */
export class BroadcastPhotoStore {
  constructor(private readonly db: Access) {}

  async put(broadcastId: number, photo: NewPhoto, now: Date): Promise<void> {
    await this.db.sql.rows(
      'broadcastPhotos.put',
      `INSERT INTO broadcast_photos (broadcast_id, content, reference, updated_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (broadcast_id) DO UPDATE
         SET content = EXCLUDED.content, reference = EXCLUDED.reference, updated_at = EXCLUDED.updated_at`,
      [broadcastId, photo.content, photo.reference === undefined ? null : JSON.stringify(photo.reference), now],
    );
  }

  async remove(broadcastId: number): Promise<void> {
    await this.db.sql.rows('broadcastPhotos.remove', 'DELETE FROM broadcast_photos WHERE broadcast_id = $1', [
      broadcastId,
    ]);
  }

  /** What Telegram knows it by (null: nothing), and since when it is this picture. */
  async findReference(broadcastId: number): Promise<{ reference: unknown; updatedAt: Date } | undefined> {
    const [row] = await this.db.sql.rows<{ reference: unknown; updatedAt: Date }>(
      'broadcastPhotos.reference',
      'SELECT reference, updated_at AS "updatedAt" FROM broadcast_photos WHERE broadcast_id = $1',
      [broadcastId],
    );
    return row;
  }

  async findContent(broadcastId: number): Promise<Buffer | undefined> {
    const [row] = await this.db.sql.rows<{ content: Buffer }>(
      'broadcastPhotos.content',
      'SELECT content FROM broadcast_photos WHERE broadcast_id = $1',
      [broadcastId],
    );
    return row?.content;
  }

  /** Telegram knows it anew, if it is the same picture still. */
  async keepReference(o: { broadcastId: number; updatedAt: Date; reference: unknown }): Promise<void> {
    await this.db.sql.rows(
      'broadcastPhotos.keepReference',
      'UPDATE broadcast_photos SET reference = $2 WHERE broadcast_id = $1 AND updated_at = $3',
      [o.broadcastId, JSON.stringify(o.reference), o.updatedAt],
    );
  }
}
