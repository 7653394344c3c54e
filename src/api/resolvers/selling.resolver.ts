import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { problemAt } from '../../domain/problems';
import { readTable } from '../../platform/tables/read-table';
import type { Refusal } from '../../resources/kit/resource';
import { sellAtOnce } from '../../usecases/selling/sell-at-once';
import { sellOwnNumbers, type WantedService } from '../../usecases/selling/sell-own-numbers';
import type { ApiContext } from '../context';
import { lacking, Scoped } from '../guard';
import { given } from '../inputs/given';
import { SellFromSupplierInput, SellOwnNumbersInput } from '../inputs/selling.inputs';
import { AlreadyExists, InvalidInput, NotFound } from '../results/catalogue.results';
import { ColumnUnclear, EmptyList, ImportFailed } from '../results/number.results';
import { answered } from '../results/outcome';
import { ProviderCannotBeAsked, ProviderFails } from '../results/provider.results';
import {
  OwnNumbersSale,
  PriceNeeded,
  SellFromSupplierResult,
  SellOwnNumbersResult,
  SupplierSale,
} from '../results/selling.results';

const USUAL_STEP = 500n;

@Resolver()
export class SellingResolver {
  @Scoped('numbers:write')
  @Mutation(() => SellOwnNumbersResult, {
    complexity: 500,
    description:
      'Puts own numbers on sale: service, countries, offers and routes that lack are made, then the numbers come in. Needs catalogue:write, too. Repeating it makes nothing twice.',
  })
  async sellOwnNumbers(
    @Arg('input', () => SellOwnNumbersInput) input: SellOwnNumbersInput,
    @Ctx() context: ApiContext,
  ) {
    if (!context.scopes.has('catalogue:write')) throw lacking('catalogue:write');
    const { text, serviceId, serviceName, price, column, isDryRun } = given(input);
    const { actor, requestId } = context;
    const service: WantedService | undefined =
      serviceId != null ? { id: serviceId } : serviceName?.trim() ? { name: serviceName } : undefined;
    if (!service) return new InvalidInput(problemAt('serviceId, serviceName', 'text_length', { least: 1, most: 60 }));
    const outcome = await sellOwnNumbers(context.app, {
      ...{ providerId: input.providerId, service, source: 'GraphQL', actor, requestId },
      ...{ price: price ?? undefined, column: column ?? undefined, isDryRun: isDryRun ?? false },
      open: () => readTable([text!]),
    });
    return answered(outcome, {
      would_sell: (o) => new OwnNumbersSale({ ...o, unreadable: o.found.unreadable, import: null }),
      selling: (o) => new OwnNumbersSale({ ...o, unreadable: o.found.unreadable }),
      price_needed: () => new PriceNeeded(),
      refused: (o) => toRefusal(o.refusal),
      empty: () => new EmptyList(),
      column_unclear: (o) => new ColumnUnclear(o.columns),
      failed: () => new ImportFailed('The list could not be read to its end.'),
      sold_before: () => new NotFound('sale'),
    });
  }

  @Scoped('catalogue:write')
  @Mutation(() => SellFromSupplierResult, {
    complexity: 500,
    description:
      'Puts on sale what a supplier sells: connects it, reads its list, and makes services, countries, price rules, offers that follow them, and routes. Needs providers:write, too. Repeating it makes only what lacks.',
  })
  async sellFromSupplier(
    @Arg('input', () => SellFromSupplierInput) input: SellFromSupplierInput,
    @Ctx() context: ApiContext,
  ) {
    if (!context.scopes.has('providers:write')) throw lacking('providers:write');
    const { roundTo, ...rest } = given(input);
    const { actor, requestId, secretBox, app } = context;
    const { markupBp } = input;
    if (markupBp < 0 || markupBp > 1_000_000)
      return new InvalidInput(problemAt('markupBp', 'whole_number', { least: 0, most: 1_000_000 }));
    const step = roundTo ?? USUAL_STEP;
    if (step < 1n) return new InvalidInput(problemAt('roundTo', 'amount_at_least', { least: '0.0001' }));
    const outcome = await sellAtOnce(app, { ...rest, markupBp, roundTo: step, actor, requestId, secretBox });
    return answered(outcome, {
      sold: (o) => new SupplierSale({ ...o, isDryRun: input.isDryRun ?? false }),
      fails: (o) => new ProviderFails({ asked: 'lists', tookMs: 0, fault: o.fault, detail: o.fault }),
      cannot_be_asked: () => new ProviderCannotBeAsked(),
      bad_key: () => new InvalidInput(problemAt('apiKey', 'text_length', { least: 1, most: 500 })),
      rate_needed: () => new InvalidInput(problemAt('exchangeRate', 'rate')),
      not_found: (o) => new NotFound(o.entity),
      refused: (o) => toRefusal(o.refusal),
    });
  }
}

function toRefusal(refusal: Refusal): AlreadyExists | NotFound | InvalidInput {
  return answered(refusal, {
    already_exists: (o): AlreadyExists | NotFound | InvalidInput => new AlreadyExists(o.field),
    not_found: (o) => new NotFound(o.entity),
    invalid: (o) => new InvalidInput(o.problem),
  });
}
