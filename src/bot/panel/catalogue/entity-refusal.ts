import type { SaveOutcome } from '../../../usecases/catalogue/save-row';
import type { AdminVisit } from '../section';
import type { PanelTexts } from '../texts';

/** Why something was not saved, in the admin's words. */
export function refusal({ panel }: AdminVisit, outcome: Exclude<SaveOutcome, { kind: 'saved' }>): string {
  switch (outcome.kind) {
    case 'already_exists':
      return panel.common.alreadyExists({ fields: labelsOf(panel, outcome.field) });
    case 'not_found':
      return panel.common.gone;
    case 'invalid':
      return panel.common.refusedBy(outcome.problem);
    case 'changed_meanwhile':
      return panel.common.gone;
  }
}

type Label = keyof PanelTexts['catalogue']['fields'];

/** The fields of a use case that are called otherwise in the forms. */
const LABELS: Readonly<Record<string, Label>> = {
  serviceId: 'service',
  countryId: 'country',
  offerId: 'offer',
  providerId: 'provider',
  'options.chatId': 'options',
};

function labelsOf({ catalogue: { fields } }: PanelTexts, field: string): string {
  const labels = field.split(', ').map((name) => LABELS[name] ?? name);
  return labels.map((label) => (Object.hasOwn(fields, label) ? fields[label as Label] : label)).join(', ');
}
