import { createRoute, type RouteChanges, type RouteDraft, updateRoute } from '../../../usecases/catalogue/save-route';
import type { Piece } from '../../texts/rich';
import type { Entity, RowOf } from './entity';
import { amount, flag as flagOf, reference, text, whole } from './entity-fields';
import { entitySection } from './entity-section';
import { pickOffer, pickProvider } from './pick-rows';

type Route = RowOf<'routes'>;
const supplierText = (name: 'serviceCode' | 'countryCode' | 'operator') =>
  text<Route>({
    name,
    label: name === 'operator' ? 'operator' : name === 'serviceCode' ? 'supplierService' : 'supplierCountry',
    value: (row) => row[name],
    most: 60,
    onAdd: 'optional',
    isNullable: true,
  });

const routes: Entity<'routes'> = {
  table: 'routes',
  name: 'routes',
  prefix: 'ARO',
  line: ({ format }, { name, iso, countryName }) =>
    `${format.name(name, 40)} · ${format.flag(iso!)} ${format.country(iso!, countryName!)}`,
  title: async (visit, { offerId, providerId }) => {
    const [offer, provider] = await Promise.all([pickOffer.byId(visit, offerId), pickProvider.byId(visit, providerId)]);
    return [offer?.label, provider?.label].filter(Boolean).join(' · ');
  },
  fields: [
    reference({
      name: 'offerId',
      label: 'offer',
      value: (row) => row.offerId,
      show: async (row, visit) => (await pickOffer.byId(visit, row.offerId))?.label ?? visit.panel.common.none,
      ...pickOffer,
      onAdd: 'required',
      isFixed: true,
    }),
    reference({
      name: 'providerId',
      label: 'provider',
      value: (row) => row.providerId,
      show: async (row, visit) => (await pickProvider.byId(visit, row.providerId))?.label ?? visit.panel.common.none,
      ...pickProvider,
      onAdd: 'required',
      isFixed: true,
    }),
    flagOf({ name: 'isPool', label: 'isPool', value: (row) => row.isPool, onAdd: 'required', isFixed: true }),
    supplierText('serviceCode'),
    supplierText('countryCode'),
    amount({ name: 'maxCost', label: 'maxCost', value: (row) => row.maxCost, onAdd: 'optional', isNullable: true }),
    supplierText('operator'),
    whole({
      name: 'priority',
      label: 'priority',
      value: (row) => row.priority,
      least: -1_000_000,
      most: 1_000_000,
      onAdd: 'optional',
    }),
  ],
  async facts({ panel }, { stock, stockAt, recentlyEnded, recentlyCompleted, medianSecondsToCode, rank, isFailing }) {
    const words = panel.catalogue;
    const facts: Piece[] = [];
    if (stock !== null && stockAt) facts.push(words.stock({ stock, at: stockAt }));
    if (recentlyEnded) {
      const [ended, completed] = [recentlyEnded, recentlyCompleted ?? 0];
      facts.push(words.routeFigures({ ended, completed, medianS: medianSecondsToCode, rank }));
    }
    if (isFailing) facts.push(words.failingRoute);
    return facts;
  },
  create: ({ app, author }, input) => createRoute(app, input as unknown as RouteDraft, author),
  update: ({ app, author }, id, input, seen) => updateRoute(app, id, input as RouteChanges, author, seen),
};

export const routesSection = entitySection(routes);
