import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import { PriceRule, Supply } from '../types/supply.types';
import { InvalidInput, NotFound } from './catalogue.results';
import { ProviderCannotBeAsked, ProviderFails } from './provider.results';
import { Refusal, refusalOr } from './refusals';

@ObjectType()
export class PricesApplied {
  @Field(() => Int, { description: 'Offers that have another price now.' }) changed: number;

  constructor(changed: number) {
    this.changed = changed;
  }
}

@ObjectType({ implements: Refusal, description: 'Costs, rules or prices are not as they were in the preview.' })
export class PreviewOutdated extends Refusal {
  override message = 'Costs, rules or prices are not as they were in the preview. Nothing was changed: look again.';
}

@ObjectType()
export class VendorCodeMapped {
  @Field(() => String) code: string;
  @Field(() => Int, { nullable: true }) ourId: number | null;

  constructor(code: string, ourId: number | null) {
    this.code = code;
    this.ourId = ourId;
  }
}

@ObjectType()
export class PriceRuleDeleted {
  @Field(() => Int) id: number;

  constructor(id: number) {
    this.id = id;
  }
}

const _byClass = (otherwise: string) => (value: object) =>
  [Refusal, PricesApplied, VendorCodeMapped, PriceRuleDeleted].some((one) => value instanceof one)
    ? value.constructor.name
    : otherwise;

export const ApplyPricesResult = createUnionType({
  name: 'ApplyPricesResult',
  types: () => [PricesApplied, PreviewOutdated] as const,
});
export const SavePriceRuleResult = createUnionType({
  name: 'SavePriceRuleResult',
  types: () => [PriceRule, NotFound, InvalidInput] as const,
  resolveType: refusalOr('PriceRule'),
});
export const DeletePriceRuleResult = createUnionType({
  name: 'DeletePriceRuleResult',
  types: () => [PriceRuleDeleted, NotFound] as const,
});
export const MapVendorCodeResult = createUnionType({
  name: 'MapVendorCodeResult',
  types: () => [VendorCodeMapped, NotFound] as const,
});
export const SyncCatalogueResult = createUnionType({
  name: 'SyncCatalogueResult',
  types: () => [Supply, ProviderFails, ProviderCannotBeAsked, NotFound] as const,
  resolveType: refusalOr('Supply'),
});
