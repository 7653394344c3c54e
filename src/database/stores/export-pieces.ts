import type { Access } from '../access';
import { deleteSome } from '../delete-some';
import { Export } from '../entities/export.entity';
import { ExportPiece } from '../entities/export-piece.entity';

/** The packed files of exports, in pieces of one size. */
export class ExportPieceStore {
  constructor(private readonly db: Access) {}

  /** False when the export is another worker's by now, or gone; then nothing was stored. */
  async insert(o: { exportId: number; attempt: number; piece: number; content: Buffer }): Promise<boolean> {
    const rows = await this.db.sql.rows(
      'exportPieces.insert',
      `INSERT INTO export_pieces (export_id, attempt, piece, content)
       SELECT id, attempts, $3, $4 FROM exports WHERE id = $1 AND attempts = $2 AND state = 'WAITING' RETURNING 1`,
      [o.exportId, o.attempt, o.piece, o.content],
    );
    return rows.length === 1;
  }

  async find(which: { exportId: number; attempt: number; piece: number }): Promise<Buffer | undefined> {
    return (await this.db.manager.findOneBy(ExportPiece, which))?.content;
  }

  /** How many bytes all finished files take together. */
  async sumOfFiles(): Promise<number> {
    return (await this.db.manager.sum(Export, 'packedBytes' as never)) ?? 0;
  }

  /** Deletes pieces of an export, but for those of one attempt. Returns how many went, at most `limit`. */
  delete(o: { exportId: number; butForAttempt?: number; limit: number }): Promise<number> {
    const which = 'export_id = $1 AND attempt IS DISTINCT FROM $2';
    return deleteSome(this.db, ExportPiece, which, [o.exportId, o.butForAttempt ?? null], o.limit);
  }
}
