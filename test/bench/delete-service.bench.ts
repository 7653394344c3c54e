import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { deleteService } from '../../src/usecases/catalogue/delete-service';
import { restoreService } from '../../src/usecases/catalogue/restore-service';
import { carryOutDeletion } from '../../src/usecases/numbers/carry-out-deletion';
import { listInventory } from '../../src/usecases/numbers/list-inventory';
import { benchApp } from './support/bench-app';
import { openBenchDatabase, seedPool } from './support/bench-database';
import { round } from './support/measure';

const ACTOR = { type: 'ADMIN', id: 'bench' } as const;
const options = {
  numbers: { type: 'string', default: '1000000' },
  reservations: { type: 'string', default: '500' },
} as const;

/**
 * Deleting a service with a large pool and open reservations: until the operator has his answer, until everything is
 * done, and the undo; against one plain UPDATE of the same rows in the same run.
 */
export async function run(args: string[]) {
  const { values } = parseArgs({ args, options });
  const [numbers, reservations] = [Number(values.numbers), Number(values.reservations)];
  const bench = await openBenchDatabase(4);
  try {
    await seedPool(bench.owner, { numbers, buyers: reservations });
    await bench.owner.query(
      `SELECT reserve(gen_random_uuid(), u.id, 1, 8000, now(), floor(random() * 2147483647)::integer, 10, 1000) FROM users u`,
    );
    const app = benchApp(bench.db);
    const timed = async (work: () => Promise<unknown>) => {
      const began = performance.now();
      await work();
      return round((performance.now() - began) / 1000);
    };
    const plainUpdateSeconds = await timed(async () => {
      await bench.owner.query(`BEGIN`);
      await bench.owner.query(`UPDATE numbers SET status = 'DELETED', deleted_at = now() WHERE status = 'AVAILABLE'`);
      await bench.owner.query('ROLLBACK');
    });
    await bench.owner.query('VACUUM numbers');
    const inventorySeconds = await timed(() => listInventory(app));
    let deletionId = 0n;
    const answerSeconds = await timed(async () => {
      const outcome = await deleteService(app, { serviceId: 1, actor: ACTOR });
      if (outcome.kind === 'deleted') ({ deletionId } = outcome);
    });
    const restSeconds = await timed(() => carryOutDeletion(app, { deletionId, steps: 10_000 }));
    const { rows: left } = await bench.owner.query(
      `SELECT (SELECT count(*)::int FROM numbers WHERE status <> 'DELETED') AS numbers,
         (SELECT count(*)::int FROM reservations WHERE ended_at IS NULL) AS reservations`,
    );
    const undoSeconds = await timed(async () => {
      await restoreService(app, { serviceId: 1, actor: ACTOR });
      await carryOutDeletion(app, { deletionId, steps: 10_000 });
    });
    const { rows: back } = await bench.owner.query(
      `SELECT count(*)::int AS numbers FROM numbers WHERE status = 'AVAILABLE'`,
    );
    return {
      ...{ numbers, reservations, plainUpdateSeconds, inventorySeconds, answerSeconds, restSeconds, undoSeconds },
      ratio: round((answerSeconds + restSeconds) / plainUpdateSeconds),
      left: left[0],
      back: back[0],
    };
  } finally {
    await bench.close();
  }
}
