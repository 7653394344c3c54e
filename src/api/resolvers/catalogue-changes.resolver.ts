import { Arg, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import { rowsFor } from '../../database/queries/rows-for';
import type { Scope } from '../../domain/access/scopes';
import { country } from '../../resources/country';
import type { Resource } from '../../resources/kit/resource';
import { offer } from '../../resources/offer';
import { paymentMethod } from '../../resources/payment-method';
import { priceGroup } from '../../resources/price-group';
import { promoCode } from '../../resources/promo-code';
import { provider } from '../../resources/provider';
import { route } from '../../resources/route';
import { service } from '../../resources/service';
import { sim } from '../../resources/sim';
import { createRow, updateRow } from '../../usecases/catalogue/save-row';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { inputsOf } from '../inputs/resource-inputs';
import { savedUnion, toSaved } from '../results/catalogue.results';
import { Country, Offer, Provider, Route, Service } from '../types/catalogue.types';
import { PromoCode } from '../types/growth.types';
import { PaymentMethod } from '../types/payment.types';
import { PriceGroup } from '../types/resale.types';
import { Sim } from '../types/sim.types';

/** `createService`, `updateService` and so on: two mutations for each resource, as its description says. */
@Resolver()
export class CatalogueChangesResolver {}

addChanges('services', service, Service, 'catalogue:write');
addChanges('countries', country, Country, 'catalogue:write');
addChanges('offers', offer, Offer, 'catalogue:write');
addChanges('routes', route, Route, 'catalogue:write');
addChanges('providers', provider, Provider, 'providers:write');
addChanges('paymentMethods', paymentMethod, PaymentMethod, 'payments:write');
addChanges('promoCodes', promoCode, PromoCode, 'promotions:write');
addChanges('sims', sim, Sim, 'numbers:write');
addChanges('priceGroups', priceGroup, PriceGroup, 'resale:write');

function addChanges<Given extends object>(
  rows:
    | 'services'
    | 'countries'
    | 'offers'
    | 'routes'
    | 'providers'
    | 'paymentMethods'
    | 'promoCodes'
    | 'sims'
    | 'priceGroups',
  resource: Resource<Given>,
  type: new () => object,
  scope: Scope,
): void {
  const result = savedUnion(type);
  const inputs = inputsOf(resource);
  const reader =
    ({ app }: ApiContext) =>
    async (id: number) =>
      (await rowsFor(app)[rows]([id]))[0];

  add(`create${type.name}`, [Arg('input', () => inputs.create), Ctx()], async (input: Given, context: ApiContext) =>
    toSaved(await createRow(context.app, resource, input, context), reader(context)),
  );
  add(
    `update${type.name}`,
    [Arg('id', () => Int), Arg('input', () => inputs.update), Ctx()],
    async (id: number, input: Given, context: ApiContext) =>
      toSaved(await updateRow(context.app, resource, id, input, context), reader(context)),
  );

  function add(
    name: string,
    parameters: readonly ReturnType<typeof Ctx>[],
    value: (...given: never[]) => unknown,
  ): void {
    const { prototype } = CatalogueChangesResolver;
    const descriptor = { value, configurable: true };
    Object.defineProperty(prototype, name, descriptor);
    Scoped(scope)(prototype, name, descriptor);
    Mutation(() => result)(prototype, name, descriptor);
    for (const [index, decorate] of parameters.entries()) decorate(prototype, name, index);
  }
}
