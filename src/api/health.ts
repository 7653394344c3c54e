import type { FastifyInstance } from 'fastify';
import type { App } from '../app';

/** A part that must work before requests or updates should come: the bot's connection, for example. */
export interface ReadinessCheck {
  readonly name: string;
  /** True when ready; a throw counts as not ready. */
  check(): Promise<boolean> | boolean;
}

const CHECK_LIMIT_MS = 2_000;

/** `/livez`: the process answers. `/readyz`: 200 when all it needs can be reached, else 503 with the names. */
export function addHealth(fastify: FastifyInstance, app: App, checks: readonly ReadinessCheck[]): void {
  fastify.get('/livez', async () => ({ status: 'alive' }));
  const database = {
    name: 'database',
    check: async () => (await app.db.sql.rows('health.ping', 'SELECT 1')).length === 1,
  };
  fastify.get('/readyz', async (_request, reply) => {
    const results = await Promise.all(
      [database, ...checks].map(async (check) => [check.name, await passes(check)] as const),
    );
    const isReady = results.every(([, ok]) => ok);
    const body = { status: isReady ? 'ready' : 'not ready', checks: Object.fromEntries(results) };
    return reply.code(isReady ? 200 : 503).send(body);
  });
}

async function passes({ check }: ReadinessCheck): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_LIMIT_MS);
  });
  try {
    return await Promise.race([Promise.resolve(check()).catch(() => false), tooLate]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
