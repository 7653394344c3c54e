import { parseAmount } from '../../../domain/money/money';
import type { PriceRule } from '../../../domain/pricing/price-rule';
import { mapVendorCode } from '../../../usecases/supply/map-vendor-code';
import { savePriceRule } from '../../../usecases/supply/price-rules';
import { lines, type Piece } from '../../texts/rich';
import { pickCountry, pickService, type RowPicker } from '../catalogue/pick-rows';
import { amountField, decimalField, pickField } from '../forms/fields';
import type { Form, Values } from '../forms/form';
import type { AdminVisit } from '../section';
import { supplyCallbacks } from './supply-callbacks';

/** Says what a supplier's service or country is here; skipped: nothing of ours. */
export const mapForm: Form = {
  async open(visit, { provider, services, code }) {
    const { panel } = visit;
    const picker = services ? pickService : pickCountry;
    return {
      title: panel.supply.mapTitle({ code: String(code) }),
      fields: [
        pickField(visit, {
          name: 'ours',
          label: services ? panel.supply.ourService : panel.supply.ourCountry,
          isOptional: true,
          find: (words) => picker.find(visit, words),
          byValue: (value) => picker.byId(visit, Number(value)),
        }),
      ],
      cancelTo: supplyCallbacks.codes({ provider: Number(provider), services: Boolean(services), page: 0 }),
    };
  },
  async submit({ app, author, panel }, { subject, values }) {
    const [providerId, isService] = [Number(subject.provider), Boolean(subject.services)];
    const outcome = await mapVendorCode(app, {
      kind: isService ? 'service' : 'country',
      providerId,
      code: String(subject.code),
      id: values.ours === undefined ? null : Number(values.ours),
      ...author,
    });
    const go = supplyCallbacks.codes({ provider: providerId, services: isService, page: 0 });
    if (outcome.kind === 'mapped') return { kind: 'done', go, toast: panel.common.saved };
    return { kind: 'stopped', text: lines(panel.common.gone), go };
  },
};

/** A rule for a service and a country, or for all of them: a fixed price, or a mark-up where none is given. */
export const ruleForm: Form = {
  async open(visit) {
    const { supply } = visit.panel;
    return {
      title: supply.ruleTitle,
      fields: [
        pick(visit, 'service', supply.ourService, supply.ruleServiceHint, pickService),
        pick(visit, 'country', supply.ourCountry, supply.ruleCountryHint, pickCountry),
        amountField(visit, { name: 'fixed', label: supply.fixedPrice, hint: supply.fixedHint, isOptional: true }),
        decimalField(visit, { name: 'percent', label: supply.markup, least: 0, most: 10_000, isOptional: true }),
        amountField(visit, { name: 'minimum', label: supply.minimum, isOptional: true }),
        amountField(visit, { name: 'roundTo', label: supply.roundTo, isOptional: true }),
      ],
      cancelTo: supplyCallbacks.rules(),
    };
  },
  async submit({ app, author, panel }, { values }) {
    const outcome = await savePriceRule(app, ruleOf(values), author);
    const go = supplyCallbacks.rules();
    if (outcome.kind === 'saved') return { kind: 'done', go, toast: panel.common.saved };
    if (outcome.kind === 'invalid') return { kind: 'ask_again', field: 'percent', text: panel.supply.needsPercent };
    return { kind: 'stopped', text: lines(panel.common.gone), go };
  },
};

function ruleOf({ service, country, fixed, percent, minimum, roundTo }: Values) {
  return {
    serviceId: service === undefined ? null : Number(service),
    countryId: country === undefined ? null : Number(country),
    kind: fixed === undefined ? ('MARKUP' as const) : ('FIXED' as const),
    fixedPrice: fixed === undefined ? null : parseAmount(fixed)!,
    markupBp: percent === undefined ? null : Math.round(Number(percent) * 100),
    minimum: minimum === undefined ? undefined : parseAmount(minimum)!,
    roundTo: roundTo === undefined ? undefined : parseAmount(roundTo)!,
  };
}

function pick(visit: AdminVisit, name: string, label: string, hint: string, picker: RowPicker) {
  return pickField(visit, {
    name,
    label,
    hint,
    isOptional: true,
    find: (words) => picker.find(visit, words),
    byValue: (value) => picker.byId(visit, Number(value)),
  });
}

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
