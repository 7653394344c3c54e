import { Field, Int, ObjectType } from 'type-graphql';
import { PriceRule, Supply } from '../types/supply.types';
import { InvalidInput, NotFound } from './catalogue.results';
import { resultOf } from './outcome';
import { ProviderCannotBeAsked, ProviderFails } from './provider.results';
import { Refusal } from './refusals';

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

export const ApplyPricesResult = resultOf('ApplyPricesResult', PricesApplied, PreviewOutdated);
export const SavePriceRuleResult = resultOf('SavePriceRuleResult', PriceRule, NotFound, InvalidInput);
export const DeletePriceRuleResult = resultOf('DeletePriceRuleResult', PriceRuleDeleted, NotFound);
export const MapVendorCodeResult = resultOf('MapVendorCodeResult', VendorCodeMapped, NotFound);
export const SyncCatalogueResult = resultOf(
  'SyncCatalogueResult',
  Supply,
  ProviderFails,
  ProviderCannotBeAsked,
  NotFound,
);
