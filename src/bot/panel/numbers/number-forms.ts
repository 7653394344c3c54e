import { pickCountry, pickProvider, pickService, type RowPicker } from '../catalogue/pick-rows';
import { flagField, pickField, wholeField } from '../forms/fields';
import type { Form } from '../forms/form';
import type { AdminVisit } from '../section';
import { NO_CONDITIONS } from './clean-up-pages';
import { numberCallbacks } from './number-callbacks';

const MOST = 9_000;

function rowField(visit: AdminVisit, picker: RowPicker, o: { name: string; label: string; isOptional?: boolean }) {
  const byValue = async (value: string) => (/^\d{1,9}$/.test(value) ? picker.byId(visit, Number(value)) : undefined);
  const show = async (value: string) => (await byValue(value))?.label ?? value;
  return { ...pickField(visit, { ...o, find: (words) => picker.find(visit, words), byValue }), show };
}

/** Whose numbers they are and what for; the page that follows takes the numbers themselves. */
export const importForm: Form = {
  async open(visit) {
    const { numbers } = visit.panel;
    return {
      title: numbers.uploadTitle,
      fields: [
        rowField(visit, pickProvider, { name: 'provider', label: numbers.fields.provider }),
        rowField(visit, pickService, { name: 'service', label: numbers.fields.service }),
        rowField(visit, pickCountry, { name: 'country', label: numbers.fields.country, isOptional: true }),
        flagField(visit, { name: 'revive', label: numbers.fields.revive }),
      ],
      cancelTo: numberCallbacks.stock({ page: 0 }),
    };
  },
  async submit(_visit, { values }) {
    const target = {
      ...{ provider: Number(values.provider), service: Number(values.service), country: Number(values.country ?? 0) },
      revive: values.revive === 'on',
    };
    return { kind: 'done', go: numberCallbacks.upload(target) };
  },
};

/** Conditions of a cleanup; the page that follows says what they mean. */
export const cleanUpForm: Form = {
  async open(visit) {
    const { fields, cleanUpTitle } = visit.panel.numbers;
    const count = (name: 'minUses' | 'maxUses' | 'minExpiries' | 'idleDays') =>
      wholeField(visit, { name, label: fields[name], least: 0, most: MOST, isOptional: true });
    return {
      title: cleanUpTitle,
      fields: [
        rowField(visit, pickService, { name: 'service', label: fields.service, isOptional: true }),
        rowField(visit, pickCountry, { name: 'country', label: fields.country, isOptional: true }),
        ...(['minUses', 'maxUses', 'minExpiries', 'idleDays'] as const).map(count),
      ],
      cancelTo: numberCallbacks.cleanUp(),
    };
  },
  async submit(_visit, { values }) {
    const more = (text: string | undefined) => (text === undefined ? 0 : Number(text) + 1);
    const conditions = {
      ...NO_CONDITIONS,
      ...{ service: Number(values.service ?? 0), country: Number(values.country ?? 0) },
      ...{ minUses: more(values.minUses), maxUses: more(values.maxUses) },
      ...{ minExpiries: more(values.minExpiries), idleDays: more(values.idleDays) },
    };
    return { kind: 'done', go: numberCallbacks.preview(conditions) };
  },
};
