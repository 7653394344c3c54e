import type { SaveOutcome } from '../../../usecases/catalogue/save-row';
import type { AdminVisit } from '../section';

/** Why something was not saved, in the admin's words. */
export function refusal({ panel }: AdminVisit, outcome: Exclude<SaveOutcome, { kind: 'saved' }>): string {
  switch (outcome.kind) {
    case 'already_exists':
      return panel.common.alreadyExists({ fields: outcome.field });
    case 'not_found':
      return panel.common.gone;
    case 'invalid':
      return panel.common.refusedBy({ problem: outcome.problem });
    case 'changed_meanwhile':
      return panel.common.gone;
  }
}
