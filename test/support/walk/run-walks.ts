import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../../src/database/migrate';
import { startEmbeddedPostgres } from '../../../src/platform/embedded-postgres';
import { BUYER_WALKS } from './buyer-walks';
import type { WalkFigures } from './counted-client';
import { OPERATOR_WALKS, type PlaceWalk } from './operator-walks';
import { openWalkPlace, type WalkPlace } from './walk-place';

/** Each walk of each of these files, in this order. */
const WALKS: Readonly<Record<string, PlaceWalk>> = {
  ...Object.fromEntries(
    Object.entries(BUYER_WALKS).map(([name, walk]) => [name, ({ panel }: WalkPlace) => walk(panel.world)]),
  ),
  ...OPERATOR_WALKS,
};

export const WALK_NAMES: readonly string[] = Object.keys(WALKS);

/** Goes one way; the books are balanced when it is gone. */
export async function goes(name: string, place: WalkPlace): Promise<WalkFigures> {
  const figures = await WALKS[name]!(place);
  await place.panel.world.booksBalance(place.panel.shop);
  return figures;
}

/** Every way once, in a shop that is opened for it, with a database and a sandbox of its own. */
export async function walkNewShop(): Promise<Record<string, WalkFigures>> {
  const folder = mkdtempSync(join(tmpdir(), 'numbershop-walk-'));
  const server = await startEmbeddedPostgres({ dataDir: folder, durable: false });
  try {
    await migrate(server.ownerUrl);
    const { appUrl, ownerUrl, adminUrl } = server;
    const place = await openWalkPlace({ database: { appUrl, ownerUrl, adminUrl, drop: async () => undefined } });
    try {
      const figures: Record<string, WalkFigures> = {};
      for (const name of WALK_NAMES) figures[name] = await goes(name, place);
      return figures;
    } finally {
      await place.close();
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
