import { parseAmount } from '../../../domain/money/money';
import { savePriceRule } from '../../../usecases/supply/price-rules';
import { lines } from '../../texts/rich';
import { pickCountry, pickService, type RowPicker } from '../catalogue/pick-rows';
import { amountField, decimalField, pickField } from '../forms/fields';
import type { Form, Values } from '../forms/form';
import type { AdminVisit } from '../section';
import { supplyCallbacks } from './supply-callbacks';

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
