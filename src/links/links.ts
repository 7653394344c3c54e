import type { App } from '../app';
import { createWorkLoop } from '../platform/work-loop';
import type { SessionOwnerOptions } from '../usecases/upkeep/session-owner';
import { type KeptLink, keepLink } from './kept-link';

/** So soon a new row, or a changed one, is noticed. */
const LOOK_MS = 1_000;

export interface StartedLinks {
  /** Says goodbye on every link, and lets others take them over at once. */
  stop(): Promise<void>;
}

/**
 * Keeps a link open for every row whose protocol is one of links, as long as the row is switched on or somebody still waits
 * for a code there. Several processes share the rows by leases.
 */
export function startLinks(
  app: App,
  o: { readonly lease?: Pick<SessionOwnerOptions, 'validityMs' | 'renewMs'> } = {},
): StartedLinks {
  const kept = new Map<number, { readonly revision: number; readonly link: KeptLink }>();

  async function look(): Promise<void> {
    const rows = await app.db.providers.listLinked(app.providers.linkProtocols);
    const wanted = new Map(rows.map(({ id, revision }) => [id, revision]));
    for (const [id, { link }] of kept) {
      if (wanted.has(id)) continue;
      kept.delete(id);
      await link.stop();
    }
    for (const [id, revision] of wanted) {
      const known = kept.get(id);
      if (known?.revision === revision) continue;
      const link = known?.link ?? keepLink(app, { providerId: id, lease: o.lease });
      kept.set(id, { revision, link });
      if (known) await link.reopen();
    }
  }

  const loop = createWorkLoop({
    poll: look,
    pollMs: LOOK_MS,
    clock: app.clock,
    onError: (err) => app.log.error({ err }, 'looking for links to keep failed'),
  });
  loop.start();
  return {
    async stop() {
      await loop.stop();
      await Promise.all([...kept.values()].map(({ link }) => link.stop()));
    },
  };
}
