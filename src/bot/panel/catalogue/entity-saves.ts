import { CATALOGUE, type CatalogueTable } from '../../../resources/catalogue';
import type { Resource } from '../../../resources/kit/resource';
import { createRow, type SaveOutcome, updateRow } from '../../../usecases/catalogue/save-row';
import type { AdminVisit } from '../section';
import type { PanelTexts } from '../texts';

/** Values by the names of the fields. */
type Input = Readonly<Record<string, unknown>>;

export function create({ app, author, secretBox }: AdminVisit, table: CatalogueTable, input: Input) {
  return createRow(app, CATALOGUE[table] as Resource, input, { ...author, secretBox });
}

export function update(
  { app, author, secretBox }: AdminVisit,
  table: CatalogueTable,
  id: number,
  input: Input,
  seen?: Input,
) {
  return updateRow(app, CATALOGUE[table] as Resource, id, input, { ...author, secretBox }, seen);
}

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

/** Of "options.chatId" the label of its options. */
function labelsOf({ catalogue }: PanelTexts, named: string): string {
  const labels: Readonly<Record<string, string>> = catalogue.fields;
  return named
    .split(', ')
    .map((name) => labels[name.split('.')[0]!] ?? name)
    .join(', ');
}
