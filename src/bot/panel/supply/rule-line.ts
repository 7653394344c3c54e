import type { PriceRule } from '../../../domain/pricing/price-rule';
import type { Piece } from '../../texts/rich';
import { pickCountry, pickService } from '../catalogue/pick-rows';
import type { AdminVisit } from '../section';

/** What a rule says, for whom it holds first. */
export async function ruleLine(visit: AdminVisit, rule: PriceRule): Promise<Piece> {
  const { supply } = visit.panel;
  const [service, country] = await Promise.all([
    rule.serviceId === null ? undefined : pickService.byId(visit, rule.serviceId),
    rule.countryId === null ? undefined : pickCountry.byId(visit, rule.countryId),
  ]);
  return supply.rule({
    service: service?.label ?? supply.everyService,
    country: country?.label ?? supply.everyCountry,
    fixed: rule.fixedPrice,
    percent: `${(rule.markupBp ?? 0) / 100}%`,
    minimum: rule.minimum,
    roundTo: rule.roundTo,
  });
}
