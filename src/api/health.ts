import type { FastifyInstance } from 'fastify';
import type { App } from '../app';

/** A part that must work before requests or updates should come: the bot's connection, for example. */
export interface ReadinessCheck {
  readonly name: string;
  /** True when ready; a throw counts as not ready. */
  check(): Promise<boolean> | boolean;
}

export interface CheckResult {
  readonly name: string;
  readonly isOk: boolean;
}

const CHECK_LIMIT_MS = 2_000;

/** Asks the database and all other parts, each for at most two seconds. */
export function readinessOf(app: App, checks: readonly ReadinessCheck[]): () => Promise<CheckResult[]> {
  const database = {
    name: 'database',
    check: async () => {
      await app.db.ping();
      return true;
    },
  };
  return () =>
    Promise.all([database, ...checks].map(async (check) => ({ name: check.name, isOk: await passes(check) })));
}

/** `/livez`: the process answers. `/readyz`: 200 when all it needs can be reached, else 503 with the names. */
export function addHealth(fastify: FastifyInstance, checkReadiness: () => Promise<CheckResult[]>): void {
  fastify.get('/livez', async () => ({ status: 'alive' }));
  fastify.get('/readyz', async (_request, reply) => {
    const results = await checkReadiness();
    const isReady = results.every(({ isOk }) => isOk);
    const checks = Object.fromEntries(results.map(({ name, isOk }) => [name, isOk]));
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready', checks });
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
