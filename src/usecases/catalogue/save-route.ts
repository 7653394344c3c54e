import { z } from 'zod';
import type { App } from '../../app';
import { type Author, checked, form, type SaveOutcome, saveRow } from './save-row';

const changes = z.object({
  serviceCode: form.text(60).nullish(),
  countryCode: form.text(60).nullish(),
  operator: form.text(60).nullish(),
  maxCost: form.amount().nullish(),
  priority: form.whole(-1_000_000, 1_000_000).optional(),
  isActive: z.boolean().optional(),
});
const draft = changes.extend({ offerId: z.int(), providerId: z.int(), isPool: z.boolean() });

export type RouteChanges = z.input<typeof changes>;
export type RouteDraft = z.input<typeof draft>;

export function createRoute(app: App, input: RouteDraft, author: Author): Promise<SaveOutcome> {
  return checked(draft, input, ({ offerId, providerId, isPool, ...rest }) => {
    const columns = { offer_id: offerId, provider_id: providerId, is_pool: isPool, ...columnsOf(rest) };
    return saveRow(app, { table: 'routes', entity: 'route', columns, ...author });
  });
}

export function updateRoute(
  app: App,
  id: number,
  input: RouteChanges,
  author: Author,
  seen?: RouteChanges,
): Promise<SaveOutcome> {
  return checked(changes, input, (values) =>
    saveRow(app, {
      table: 'routes',
      entity: 'route',
      id,
      columns: columnsOf(values),
      seen: seen && columnsOf(seen),
      ...author,
    }),
  );
}

function columnsOf({ serviceCode, countryCode, maxCost, isActive, ...same }: z.output<typeof changes>) {
  return { ...same, service_code: serviceCode, country_code: countryCode, max_cost: maxCost, is_active: isActive };
}
