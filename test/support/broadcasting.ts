import { compose } from '../../src/compose';
import { openDatabase } from '../../src/open-database';
import { silentLogger } from '../../src/platform/logger';
import type { BroadcastInput } from '../../src/usecases/broadcasts/broadcast-form';
import { type BroadcastView, findBroadcast } from '../../src/usecases/broadcasts/find-broadcast';
import { createBroadcast } from '../../src/usecases/broadcasts/save-broadcast';
import { type SteerOutcome, steerBroadcast } from '../../src/usecases/broadcasts/steer-broadcast';
import type { LiveWorld } from './live-shop';

/** An operator beside the shop, over the same database: what he decides is there whatever process is killed. */
export async function operator(world: LiveWorld) {
  const database = await openDatabase(world.config, silentLogger);
  const { app, close } = compose({ config: world.config, db: database.db, log: silentLogger });
  const author = { actor: { type: 'ADMIN', id: 'test' } } as const;
  return {
    app,
    async drafts(input: BroadcastInput): Promise<number> {
      const outcome = await createBroadcast(app, input, author);
      if (outcome.kind !== 'saved') throw new Error(`the draft was ${JSON.stringify(outcome)}`);
      return outcome.id;
    },
    steers: (id: number, act: 'start' | 'pause' | 'resume' | 'cancel'): Promise<SteerOutcome> =>
      steerBroadcast(app, { id, act, ...author }),
    async sees(id: number): Promise<BroadcastView> {
      const view = await findBroadcast(app, id);
      if (!view) throw new Error(`there is no broadcast ${id}`);
      return view;
    },
    async leaves(): Promise<void> {
      close();
      await database.close();
    },
  };
}

/** So many broadcast messages a second, from the next second on. */
export async function sendsAt(world: Pick<LiveWorld, 'query'>, perSecond: number): Promise<void> {
  await world.query(
    `INSERT INTO settings (key, value, updated_at) VALUES ('broadcastsPerSecond', $1, now())
     ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`,
    [JSON.stringify(perSecond)],
  );
}
