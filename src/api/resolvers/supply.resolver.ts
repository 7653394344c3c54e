import { Arg, Args, ArgsType, Ctx, Field, Int, Query, Resolver } from 'type-graphql';
import {
  readSupply,
  readVendorChanges,
  readVendorCodes,
  readVendorPrices,
  type VendorCodeRow,
} from '../../database/queries/supply';
import { previewPrices } from '../../usecases/supply/price-offers';
import { listPriceRules } from '../../usecases/supply/price-rules';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { badInput } from '../inputs/checks';
import { BigIntIdScalar } from '../types/scalars';
import { PricePreview, PriceRule, Supply, VendorChange, VendorCode, VendorPrice } from '../types/supply.types';

const MOST = 500;
const FIRST = { defaultValue: 100, description: `1 to ${MOST}.` };
const listComplexity = ({ args, childComplexity }: { args: { first?: number }; childComplexity: number }) =>
  20 + Math.ceil(((args.first ?? 100) * childComplexity) / 10);

@ArgsType()
class VendorCodesArgs {
  @Field(() => Int) readonly providerId!: number;
  @Field(() => Boolean, { nullable: true }) readonly isMapped!: boolean | null;
  @Field(() => String, { nullable: true }) readonly search!: string | null;
  @Field(() => Int, FIRST) readonly first!: number;
  @Field(() => Int, { defaultValue: 0 }) readonly skip!: number;
}

/** What providers sell, and what our prices would be. */
@Resolver()
export class SupplyResolver {
  @Scoped('providers:read')
  @Query(() => [Supply], { complexity: 100, description: 'How the lists of each provider stand.' })
  supply(@Ctx() { app }: ApiContext) {
    return readSupply(app.db, { now: app.clock.now() });
  }

  @Scoped('providers:read')
  @Query(() => [VendorCode], { complexity: listComplexity, description: 'By name.' })
  vendorServices(
    @Args(() => VendorCodesArgs) args: VendorCodesArgs,
    @Ctx() { app }: ApiContext,
  ): Promise<VendorCodeRow[]> {
    return readVendorCodes(app.db, 'service', codesOf(args));
  }

  @Scoped('providers:read')
  @Query(() => [VendorCode], { complexity: listComplexity, description: 'By name.' })
  vendorCountries(
    @Args(() => VendorCodesArgs) args: VendorCodesArgs,
    @Ctx() { app }: ApiContext,
  ): Promise<VendorCodeRow[]> {
    return readVendorCodes(app.db, 'country', codesOf(args));
  }

  @Scoped('providers:read')
  @Query(() => [VendorPrice], { complexity: listComplexity, description: 'Of what concerns us, the cheapest first.' })
  vendorPrices(
    @Arg('providerId', () => Int) providerId: number,
    @Arg('serviceId', () => Int, { nullable: true }) serviceId: number | null,
    @Arg('countryId', () => Int, { nullable: true }) countryId: number | null,
    @Arg('first', () => Int, FIRST) first: number,
    @Ctx() { app }: ApiContext,
  ) {
    const filter = { serviceId: serviceId ?? undefined, countryId: countryId ?? undefined };
    return readVendorPrices(app.db, { providerId, ...filter, limit: bounded(first) });
  }

  @Scoped('providers:read')
  @Query(() => [VendorChange], { complexity: listComplexity, description: 'The last first; kept for 30 days.' })
  vendorChanges(
    @Arg('providerId', () => Int, { nullable: true }) providerId: number | null,
    @Arg('before', () => BigIntIdScalar, { nullable: true, description: 'The id of the last one seen.' })
    before: bigint | null,
    @Arg('first', () => Int, FIRST) first: number,
    @Ctx() { app }: ApiContext,
  ) {
    return readVendorChanges(app.db, {
      providerId: providerId ?? undefined,
      before: before ?? undefined,
      limit: bounded(first),
    });
  }

  @Scoped('catalogue:read')
  @Query(() => [PriceRule], { complexity: 50 })
  priceRules(@Ctx() { app }: ApiContext) {
    return listPriceRules(app);
  }

  @Scoped('catalogue:read')
  @Query(() => PricePreview, { complexity: 500, description: 'What applyPrices would do now.' })
  pricePreview(@Ctx() { app }: ApiContext) {
    return previewPrices(app);
  }
}

function codesOf(o: VendorCodesArgs) {
  if (o.skip < 0 || o.skip > 100_000) throw badInput('skip must be 0 to 100000.');
  return {
    providerId: o.providerId,
    isMapped: o.isMapped ?? undefined,
    search: o.search?.trim() || undefined,
    limit: bounded(o.first),
    skip: o.skip,
  };
}

function bounded(first: number): number {
  if (first < 1 || first > MOST) throw badInput(`first must be 1 to ${MOST}.`);
  return first;
}
