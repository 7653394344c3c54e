import { z } from 'zod';
import type { App } from '../../app';
import { type Author, checked, form, type SaveOutcome, saveRow } from './save-row';

const changes = z.object({ price: form.amount().optional(), isActive: z.boolean().optional() });
const draft = z.object({
  serviceId: z.int(),
  countryId: z.int(),
  price: form.amount(),
  isActive: z.boolean().optional(),
});

export type OfferChanges = z.input<typeof changes>;
export type OfferDraft = z.input<typeof draft>;

export function createOffer(app: App, input: OfferDraft, author: Author): Promise<SaveOutcome> {
  return checked(draft, input, ({ serviceId, countryId, price, isActive }) => {
    const columns = { service_id: serviceId, country_id: countryId, price, is_active: isActive };
    return saveRow(app, { table: 'offers', entity: 'offer', columns, ...author });
  });
}

/** A new price holds for reservations made from now on; a buyer who saw the old one is asked again. */
export function updateOffer(
  app: App,
  id: number,
  input: OfferChanges,
  author: Author,
  seen?: OfferChanges,
): Promise<SaveOutcome> {
  return checked(changes, input, (values) =>
    saveRow(app, {
      table: 'offers',
      entity: 'offer',
      id,
      columns: columnsOf(values),
      seen: seen && columnsOf(seen),
      ...author,
    }),
  );
}

function columnsOf({ price, isActive }: z.output<typeof changes>) {
  return { price, is_active: isActive };
}
