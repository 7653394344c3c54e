import { z } from 'zod';
import type { App } from '../../app';
import { says } from '../../resources/kit/zod-problems';
import { type Author, checked, form, type SaveOutcome, saveRow } from './save-row';

const changes = z.object({
  name: form.text(60).optional(),
  position: form.whole(-1_000_000, 1_000_000).optional(),
  isActive: z.boolean().optional(),
});
const draft = changes.extend({
  iso: z.string().regex(/^[A-Z]{2}$/, says('iso')),
  name: form.text(60),
  callingCode: z.string().regex(/^[1-9][0-9]{0,5}$/, says('calling_code')),
});

export type CountryChanges = z.input<typeof changes>;
export type CountryDraft = z.input<typeof draft>;

export function createCountry(app: App, input: CountryDraft, author: Author): Promise<SaveOutcome> {
  return checked(draft, input, ({ iso, callingCode, ...rest }) => {
    const columns = { iso, calling_code: callingCode, ...columnsOf(rest) };
    return saveRow(app, { table: 'countries', entity: 'country', columns, ...author });
  });
}

export function updateCountry(
  app: App,
  id: number,
  input: CountryChanges,
  author: Author,
  seen?: CountryChanges,
): Promise<SaveOutcome> {
  return checked(changes, input, (values) =>
    saveRow(app, {
      table: 'countries',
      entity: 'country',
      id,
      columns: columnsOf(values),
      seen: seen && columnsOf(seen),
      ...author,
    }),
  );
}

function columnsOf({ isActive, ...same }: z.output<typeof changes>) {
  return { ...same, is_active: isActive };
}
