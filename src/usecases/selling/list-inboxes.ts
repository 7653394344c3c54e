import type { App } from '../../app';

export interface Inbox {
  readonly id: number;
  readonly name: string;
}

/** Providers at whom SMS to numbers of our own arrive: those that sell none themselves. */
export async function listInboxes(app: App): Promise<Inbox[]> {
  const rows = await app.db.providers.listActive();
  const adapters = await Promise.all(rows.map(({ id }) => app.providers.get(id)));
  return rows.filter((_, at) => adapters[at] !== undefined && !adapters[at].acquire);
}
