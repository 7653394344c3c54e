import type { FastifyPluginAsync } from 'fastify';
import type { App } from '../../app';
import { listOffersForResale } from '../../usecases/resale/list-offers-for-resale';
import type { CallerAddress } from '../caller-address';
import { FailedKeys } from '../limits/failed-keys';
import { ResaleLimiter } from '../limits/resale-limiter';
import { fiveSimRoutes } from './five-sim/five-sim-routes';
import { handlerRoutes } from './handler-api/handler-routes';
import { restRoutes } from './rest/rest-routes';
import { createResaleTables } from './tables/resale-tables';

/** What buyers' programs and other shops buy by: each protocol below its own paths, over one set of tables and limits. */
export function resaleRoutes({ app, callerAddress }: { app: App; callerAddress: CallerAddress }): FastifyPluginAsync {
  return async (fastify) => {
    // Apart from those of operators: whoever guesses here shuts nobody out there.
    const failed = new FailedKeys(app.clock);
    const limiter = new ResaleLimiter(app);
    const tables = createResaleTables(app, (priceGroupId) => listOffersForResale(app, { priceGroupId }));
    const parts = { app, failed, callerAddress, limiter, tables };
    for (const routes of [handlerRoutes, fiveSimRoutes, restRoutes]) await fastify.register(routes(parts));
  };
}
