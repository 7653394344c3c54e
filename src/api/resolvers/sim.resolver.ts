import { Arg, Args, Ctx, Int, Query, Resolver } from 'type-graphql';
import { readCatalogue } from '../../database/queries/catalogue';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { given } from '../inputs/given';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import { Sim, SimConnection } from '../types/sim.types';

/** SIMs of our own; `createSim` and `updateSim` stand with the catalogue. */
@Resolver()
export class SimResolver {
  @Scoped('numbers:read')
  @Query(() => SimConnection, { complexity: pageComplexity, description: 'The oldest first.' })
  async sims(
    @Arg('isActive', () => Boolean, { nullable: true }) isActive: boolean | null,
    @Arg('providerId', () => Int, { nullable: true }) providerId: number | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const filter = given({ isActive, providerId });
    return toConnection(
      await readCatalogue(app.db, { table: 'sims', filter, page: toPageRequest(args) }),
      SimConnection,
    );
  }

  @Scoped('numbers:read')
  @Query(() => Sim, { nullable: true })
  sim(@Arg('id', () => Int) id: number, @Ctx() { loaders }: ApiContext) {
    return loaders.sims.load(id);
  }
}
