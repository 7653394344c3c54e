import type { App } from '../../app';
import { deletePieces } from './export-pieces';

const AT_ONCE = 100;

/** Deletes exports whose links have expired, with their files. Returns how many. */
export async function forgetExports(app: App): Promise<number> {
  const expired = await app.db.exports.listExpired(app.clock.now(), AT_ONCE);
  for (const id of expired) {
    await deletePieces(app, { exportId: id });
    await app.db.exports.delete(id);
  }
  return expired.length;
}
