import type { App } from '../../app';
import { addMs, DAY_MS } from '../../domain/time';

/** Keeps a document that somebody sent, so that he can look at its changes before they are made. Older ones are forgotten. */
export async function keepDocument(app: App, o: { userId: bigint; document: unknown }): Promise<number> {
  const now = app.clock.now();
  return app.db.transact(async (tx) => {
    await tx.sql.rows(
      'configurationFiles.prune',
      'DELETE FROM configuration_files WHERE user_id = $1 OR created_at < $2',
      [o.userId, addMs(now, -DAY_MS)],
    );
    const [row] = await tx.sql.rows<{ id: number }>(
      'configurationFiles.keep',
      'INSERT INTO configuration_files (user_id, document, created_at) VALUES ($1, $2, $3) RETURNING id',
      [o.userId, JSON.stringify(o.document), now],
    );
    return row!.id;
  });
}

/** What this person sent; undefined when it is not kept any more. */
export async function findDocument(
  app: App,
  o: { userId: bigint; id: number },
): Promise<{ document: unknown } | undefined> {
  const [row] = await app.db.sql.rows<{ document: unknown }>(
    'configurationFiles.find',
    'SELECT document FROM configuration_files WHERE id = $1 AND user_id = $2',
    [o.id, o.userId],
  );
  return row;
}
