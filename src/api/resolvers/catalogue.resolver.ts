import { Arg, Args, Ctx, Int, Query, Resolver } from 'type-graphql';
import { readCatalogue } from '../../database/queries/catalogue';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { given } from '../inputs/given';
import {
  Country,
  CountryConnection,
  Offer,
  OfferConnection,
  Provider,
  ProviderConnection,
  RouteConnection,
  Service,
  ServiceConnection,
} from '../types/catalogue.types';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';

const ACTIVE = { nullable: true, description: 'Only those that are on, or only those that are off.' };

@Resolver()
export class CatalogueResolver {
  @Scoped('catalogue:read')
  @Query(() => ServiceConnection, { complexity: pageComplexity, description: 'In the order of the menu.' })
  async services(
    @Arg('isActive', () => Boolean, ACTIVE) isActive: boolean | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const page = toPageRequest(args);
    return toConnection(
      await readCatalogue(app.db, { table: 'services', filter: given({ isActive }), page }),
      ServiceConnection,
    );
  }

  @Scoped('catalogue:read')
  @Query(() => Service, { nullable: true })
  service(@Arg('id', () => Int) id: number, @Ctx() { loaders }: ApiContext) {
    return loaders.services.load(id);
  }

  @Scoped('catalogue:read')
  @Query(() => CountryConnection, { complexity: pageComplexity, description: 'In the order of the menu.' })
  async countries(
    @Arg('isActive', () => Boolean, ACTIVE) isActive: boolean | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const page = toPageRequest(args);
    return toConnection(
      await readCatalogue(app.db, { table: 'countries', filter: given({ isActive }), page }),
      CountryConnection,
    );
  }

  @Scoped('catalogue:read')
  @Query(() => Country, { nullable: true })
  country(@Arg('id', () => Int) id: number, @Ctx() { loaders }: ApiContext) {
    return loaders.countries.load(id);
  }

  @Scoped('catalogue:read')
  @Query(() => OfferConnection, { complexity: pageComplexity })
  async offers(
    @Arg('serviceId', () => Int, { nullable: true }) serviceId: number | null,
    @Arg('countryId', () => Int, { nullable: true }) countryId: number | null,
    @Arg('isActive', () => Boolean, ACTIVE) isActive: boolean | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: given({ serviceId, countryId, isActive }), page: toPageRequest(args) };
    return toConnection(await readCatalogue(app.db, { table: 'offers', ...request }), OfferConnection);
  }

  @Scoped('catalogue:read')
  @Query(() => Offer, { nullable: true })
  offer(@Arg('id', () => Int) id: number, @Ctx() { loaders }: ApiContext) {
    return loaders.offers.load(id);
  }

  @Scoped('catalogue:read')
  @Query(() => RouteConnection, { complexity: pageComplexity })
  async routes(
    @Arg('offerId', () => Int, { nullable: true }) offerId: number | null,
    @Arg('providerId', () => Int, { nullable: true }) providerId: number | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: given({ offerId, providerId }), page: toPageRequest(args) };
    return toConnection(await readCatalogue(app.db, { table: 'routes', ...request }), RouteConnection);
  }

  @Scoped('providers:read')
  @Query(() => ProviderConnection, { complexity: pageComplexity })
  async providers(@Args(() => PageArgs) args: PageArgs, @Ctx() { app }: ApiContext) {
    const page = toPageRequest(args);
    return toConnection(await readCatalogue(app.db, { table: 'providers', filter: {}, page }), ProviderConnection);
  }

  @Scoped('providers:read')
  @Query(() => Provider, { nullable: true })
  provider(@Arg('id', () => Int) id: number, @Ctx() { loaders }: ApiContext) {
    return loaders.providers.load(id);
  }
}
