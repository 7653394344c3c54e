import type { App } from '../../app';

/** Deletions and undoings that are not finished, oldest first. */
export function listOpenDeletions(app: App): Promise<bigint[]> {
  return app.db.numberDeletions.listOpen();
}
