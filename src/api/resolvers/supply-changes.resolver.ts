import { Arg, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import { readSupply } from '../../database/queries/supply';
import { mapVendorCode } from '../../usecases/supply/map-vendor-code';
import { applyPrices } from '../../usecases/supply/price-offers';
import { deletePriceRule, listPriceRules, savePriceRule } from '../../usecases/supply/price-rules';
import { syncCatalogueNow } from '../../usecases/supply/sync-catalogue-now';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { PriceRuleInput } from '../inputs/price-rule.input';
import { NotFound, toSaved } from '../results/catalogue.results';
import { answered } from '../results/outcome';
import { ProviderCannotBeAsked, ProviderFails } from '../results/provider.results';
import {
  ApplyPricesResult,
  DeletePriceRuleResult,
  MapVendorCodeResult,
  PreviewOutdated,
  PriceRuleDeleted,
  PricesApplied,
  SavePriceRuleResult,
  SyncCatalogueResult,
  VendorCodeMapped,
} from '../results/supply.results';

const OUR_ID = { nullable: true, description: 'Null: nothing of ours, and no guess is wanted.' };

@Resolver()
export class SupplyChangesResolver {
  @Scoped('providers:write')
  @Mutation(() => SyncCatalogueResult, {
    complexity: 500,
    description: 'Reads what a provider sells now: services, countries, prices, stock. Buys nothing.',
  })
  async syncProviderCatalogue(@Arg('providerId', () => Int) providerId: number, @Ctx() context: ApiContext) {
    const outcome = await syncCatalogueNow(context.app, providerId, context);
    return answered(outcome, {
      synced: async () => (await readSupply(context.app.db, { providerId, now: context.app.clock.now() }))[0],
      fails: (o) => new ProviderFails({ asked: 'lists', tookMs: 0, fault: o.fault, detail: o.detail }),
      no_lists: () => new ProviderCannotBeAsked(),
      not_found: () => new NotFound('provider'),
    });
  }

  @Scoped('providers:write')
  @Mutation(() => MapVendorCodeResult, { description: "Says what a supplier's service is here; it stays so." })
  mapVendorService(
    @Arg('providerId', () => Int) providerId: number,
    @Arg('code', () => String) code: string,
    @Arg('serviceId', () => Int, OUR_ID) id: number | null,
    @Ctx() context: ApiContext,
  ) {
    return this.map('service', { providerId, code, id: id ?? null }, context);
  }

  @Scoped('providers:write')
  @Mutation(() => MapVendorCodeResult, { description: "Says what a supplier's country is here; it stays so." })
  mapVendorCountry(
    @Arg('providerId', () => Int) providerId: number,
    @Arg('code', () => String) code: string,
    @Arg('countryId', () => Int, OUR_ID) id: number | null,
    @Ctx() context: ApiContext,
  ) {
    return this.map('country', { providerId, code, id: id ?? null }, context);
  }

  @Scoped('catalogue:write')
  @Mutation(() => SavePriceRuleResult, { description: 'Changes no price by itself; see pricePreview and applyPrices.' })
  async savePriceRule(@Arg('input', () => PriceRuleInput) input: PriceRuleInput, @Ctx() context: ApiContext) {
    const { minimum, roundTo, isActive, ...rest } = input;
    const rule = {
      ...rest,
      minimum: minimum ?? undefined,
      roundTo: roundTo ?? undefined,
      isActive: isActive ?? undefined,
    };
    return toSaved(await savePriceRule(context.app, rule, context), async (id) =>
      (await listPriceRules(context.app)).find((one) => one.id === id),
    );
  }

  @Scoped('catalogue:write')
  @Mutation(() => DeletePriceRuleResult)
  async deletePriceRule(@Arg('id', () => Int) id: number, @Ctx() context: ApiContext) {
    const { kind } = await deletePriceRule(context.app, id, context);
    return kind === 'deleted' ? new PriceRuleDeleted(id) : new NotFound('price rule');
  }

  @Scoped('catalogue:write')
  @Mutation(() => ApplyPricesResult, {
    complexity: 500,
    description: 'Sets the prices of a preview, all or none. Buyers who saw an old price are asked again.',
  })
  async applyPrices(@Arg('token', () => String) token: string, @Ctx() context: ApiContext) {
    const outcome = await applyPrices(context.app, token, context);
    return outcome.kind === 'applied' ? new PricesApplied(outcome.changed) : new PreviewOutdated();
  }

  private async map(
    kind: 'service' | 'country',
    { providerId, code, id }: { providerId: number; code: string; id: number | null },
    context: ApiContext,
  ) {
    const { app, actor, requestId } = context;
    const outcome = await mapVendorCode(app, { kind, providerId, code, id, actor, requestId });
    return outcome.kind === 'mapped' ? new VendorCodeMapped(code, id) : new NotFound(outcome.entity);
  }
}
