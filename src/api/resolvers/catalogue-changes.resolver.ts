import { Arg, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import { rowsFor } from '../../database/queries/rows-for';
import { createCountry, updateCountry } from '../../usecases/catalogue/save-country';
import { createOffer, updateOffer } from '../../usecases/catalogue/save-offer';
import { createProvider, updateProvider } from '../../usecases/catalogue/save-provider';
import { createRoute, updateRoute } from '../../usecases/catalogue/save-route';
import { createService, updateService } from '../../usecases/catalogue/save-service';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import {
  CreateCountryInput,
  CreateOfferInput,
  CreateProviderInput,
  CreateRouteInput,
  CreateServiceInput,
  UpdateCountryInput,
  UpdateOfferInput,
  UpdateProviderInput,
  UpdateRouteInput,
  UpdateServiceInput,
} from '../inputs/catalogue.inputs';
import {
  SaveCountryResult,
  SaveOfferResult,
  SaveProviderResult,
  SaveRouteResult,
  SaveServiceResult,
  toSaved,
} from '../results/catalogue.results';

type Table = 'services' | 'countries' | 'offers' | 'routes' | 'providers';

const reader =
  (table: Table, { app }: ApiContext) =>
  async (id: number) =>
    (await rowsFor(app)[table]([id]))[0];

@Resolver()
export class CatalogueChangesResolver {
  @Scoped('catalogue:write')
  @Mutation(() => SaveServiceResult)
  async createService(@Arg('input', () => CreateServiceInput) input: CreateServiceInput, @Ctx() context: ApiContext) {
    return toSaved(await createService(context.app, input, context), reader('services', context));
  }

  @Scoped('catalogue:write')
  @Mutation(() => SaveServiceResult)
  async updateService(
    @Arg('id', () => Int) id: number,
    @Arg('input', () => UpdateServiceInput) input: UpdateServiceInput,
    @Ctx() context: ApiContext,
  ) {
    return toSaved(await updateService(context.app, id, input, context), reader('services', context));
  }

  @Scoped('catalogue:write')
  @Mutation(() => SaveCountryResult)
  async createCountry(@Arg('input', () => CreateCountryInput) input: CreateCountryInput, @Ctx() context: ApiContext) {
    return toSaved(await createCountry(context.app, input, context), reader('countries', context));
  }

  @Scoped('catalogue:write')
  @Mutation(() => SaveCountryResult)
  async updateCountry(
    @Arg('id', () => Int) id: number,
    @Arg('input', () => UpdateCountryInput) input: UpdateCountryInput,
    @Ctx() context: ApiContext,
  ) {
    return toSaved(await updateCountry(context.app, id, input, context), reader('countries', context));
  }

  @Scoped('catalogue:write')
  @Mutation(() => SaveOfferResult)
  async createOffer(@Arg('input', () => CreateOfferInput) input: CreateOfferInput, @Ctx() context: ApiContext) {
    return toSaved(await createOffer(context.app, input, context), reader('offers', context));
  }

  @Scoped('catalogue:write')
  @Mutation(() => SaveOfferResult)
  async updateOffer(
    @Arg('id', () => Int) id: number,
    @Arg('input', () => UpdateOfferInput) input: UpdateOfferInput,
    @Ctx() context: ApiContext,
  ) {
    return toSaved(await updateOffer(context.app, id, input, context), reader('offers', context));
  }

  @Scoped('catalogue:write')
  @Mutation(() => SaveRouteResult)
  async createRoute(@Arg('input', () => CreateRouteInput) input: CreateRouteInput, @Ctx() context: ApiContext) {
    return toSaved(await createRoute(context.app, input, context), reader('routes', context));
  }

  @Scoped('catalogue:write')
  @Mutation(() => SaveRouteResult)
  async updateRoute(
    @Arg('id', () => Int) id: number,
    @Arg('input', () => UpdateRouteInput) input: UpdateRouteInput,
    @Ctx() context: ApiContext,
  ) {
    return toSaved(await updateRoute(context.app, id, input, context), reader('routes', context));
  }

  @Scoped('providers:write')
  @Mutation(() => SaveProviderResult)
  async createProvider(
    @Arg('input', () => CreateProviderInput) input: CreateProviderInput,
    @Ctx() context: ApiContext,
  ) {
    const outcome = await createProvider(context.app, context.secretBox, input, context);
    return toSaved(outcome, reader('providers', context));
  }

  @Scoped('providers:write')
  @Mutation(() => SaveProviderResult)
  async updateProvider(
    @Arg('id', () => Int) id: number,
    @Arg('input', () => UpdateProviderInput) input: UpdateProviderInput,
    @Ctx() context: ApiContext,
  ) {
    const outcome = await updateProvider(context.app, context.secretBox, id, input, context);
    return toSaved(outcome, reader('providers', context));
  }
}
