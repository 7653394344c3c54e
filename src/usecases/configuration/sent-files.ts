import type { App } from '../../app';
import { addMs, DAY_MS } from '../../domain/time';

/** Keeps a document that somebody sent, so that they can look at its changes before they are made. Older ones are forgotten. */
export async function keepDocument(app: App, o: { userId: bigint; document: unknown }): Promise<number> {
  const at = app.clock.now();
  return app.db.transact((tx) => tx.configurationFiles.keep({ ...o, at, before: addMs(at, -DAY_MS) }));
}

/** What this person sent; null when it is not kept any more. */
export function findDocument(app: App, which: { userId: bigint; id: number }): Promise<{ document: unknown } | null> {
  return app.db.configurationFiles.find(which);
}
