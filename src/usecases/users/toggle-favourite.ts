import type { App } from '../../app';

/** Puts a service among a user's favourites or takes it out. Says what was asked for, so a repeated press changes nothing. */
export async function toggleFavourite(
  app: App,
  o: { userId: bigint; serviceId: number; isFavourite: boolean },
): Promise<{ kind: 'added' | 'removed'; name: string } | { kind: 'service_gone' }> {
  const name = await app.db.users.setFavourite({ ...o, now: app.clock.now() });
  if (name === undefined) return { kind: 'service_gone' };
  return { kind: o.isFavourite ? 'added' : 'removed', name };
}
