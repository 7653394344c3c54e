import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { readCatalogue } from '../../database/queries/catalogue';
import { readSearch, startSearch } from '../../usecases/sims/find-sim';
import { reviveSim } from '../../usecases/sims/revive-sim';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { given } from '../inputs/given';
import { NotFound } from '../results/catalogue.results';
import { answered } from '../results/outcome';
import { notAPhone, ReviveSimResult, StartSimSearchResult } from '../results/sim.results';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import { Sim, SimConnection, SimSearch } from '../types/sim.types';

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

  @Scoped('numbers:write')
  @Mutation(() => ReviveSimResult, {
    description: 'Somebody has seen to a silent SIM: it is sold again, and its silence counts from now on.',
  })
  async reviveSim(@Arg('id', () => Int) id: number, @Ctx() context: ApiContext) {
    const { app, actor, requestId, loaders } = context;
    return answered(await reviveSim(app, { id, actor, requestId }), {
      revived: () => loaders.sims.load(id),
      not_found: () => new NotFound('sim'),
    });
  }

  @Scoped('numbers:write')
  @Mutation(() => StartSimSearchResult, {
    description: 'Gives a word to send by SMS to a number whose SIM sits nobody knows where. Then ask `simSearch`.',
  })
  async startSimSearch(@Arg('phone', () => String) phone: string, @Ctx() { app, actor, requestId }: ApiContext) {
    return answered(await startSearch(app, { phone, actor, requestId }), {
      started: ({ word, until }) => Object.assign(new SimSearch(), { word, waitsUntil: until }),
      not_a_phone: notAPhone,
    });
  }

  @Scoped('numbers:read')
  @Query(() => SimSearch)
  async simSearch(@Arg('word', () => String) word: string, @Ctx() { app, loaders }: ApiContext) {
    const search = await readSearch(app, word);
    const found = search.kind === 'found' ? search : undefined;
    return Object.assign(new SimSearch(), {
      ...{ word, waitsUntil: search.kind === 'waiting' ? search.until : null },
      ...{ sim: found && (await loaders.sims.load(found.simId)), isMapped: found?.isMapped },
    });
  }
}
