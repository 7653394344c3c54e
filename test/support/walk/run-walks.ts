import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../../src/database/migrate';
import { startEmbeddedPostgres } from '../../../src/platform/embedded-postgres';
import { type LiveWorld, openLiveWorld, startLiveShop } from '../live-shop';
import { BUYER_WALKS, type Walk } from './buyer-walks';
import type { WalkFigures } from './counted-client';

/** Each walk of each of these files, in this order. */
export const WALKS: Readonly<Record<string, Walk>> = { ...BUYER_WALKS };

/** Goes each way once, one after another. */
export async function walkAll(world: LiveWorld, walks = WALKS): Promise<Record<string, WalkFigures>> {
  const figures: Record<string, WalkFigures> = {};
  for (const [name, walk] of Object.entries(walks)) figures[name] = await walk(world);
  return figures;
}

/** The same in a shop that is opened for it, with a database and a sandbox of its own. */
export async function walkNewShop(): Promise<Record<string, WalkFigures>> {
  const folder = mkdtempSync(join(tmpdir(), 'numbershop-walk-'));
  const server = await startEmbeddedPostgres({ dataDir: folder, durable: false });
  try {
    await migrate(server.ownerUrl);
    const { appUrl, ownerUrl, adminUrl } = server;
    const database = { appUrl, ownerUrl, adminUrl, drop: async () => undefined };
    const world = await openLiveWorld({ database, pollIntervalMs: 200 });
    const shop = await startLiveShop(world);
    try {
      const figures = await walkAll(world);
      await world.booksBalance(shop);
      return figures;
    } finally {
      await shop.shutdown.run('the walks are made');
      await world.close();
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
