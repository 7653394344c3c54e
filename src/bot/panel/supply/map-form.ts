import { mapVendorCode } from '../../../usecases/supply/map-vendor-code';
import { lines } from '../../texts/rich';
import { pickCountry, pickService } from '../catalogue/pick-rows';
import { pickField } from '../forms/fields';
import type { Form } from '../forms/form';
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
