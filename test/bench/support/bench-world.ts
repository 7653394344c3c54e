import { type LiveWorld, type LiveWorldOptions, openLiveWorld } from '../../support/live-shop';
import { openBenchDatabase } from './bench-database';

/** Something done in a live world over a database that keeps what it confirmed. */
export async function inBenchWorld<Result>(
  o: Omit<LiveWorldOptions, 'database'>,
  work: (world: LiveWorld) => Promise<Result>,
): Promise<Result> {
  const bench = await openBenchDatabase(2);
  const world = await openLiveWorld({ ...o, database: bench.asTestDatabase });
  try {
    return await work(world);
  } finally {
    await world.close();
    await bench.close();
  }
}
