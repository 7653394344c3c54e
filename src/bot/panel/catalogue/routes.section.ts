import type { Piece } from '../../texts/rich';
import type { Entity } from './entity';
import { entitySection } from './entity-section';
import { pickOffer, pickProvider } from './pick-rows';

const routes: Entity<'routes'> = {
  table: 'routes',
  prefix: 'ARO',
  order: ['maxCost', 'operator'],
  line: ({ format }, { name, iso, countryName }) =>
    `${format.name(name, 40)} · ${format.flag(iso!)} ${format.country(iso!, countryName!)}`,
  title: async (visit, { offerId, providerId }) => {
    const [offer, provider] = await Promise.all([pickOffer.byId(visit, offerId), pickProvider.byId(visit, providerId)]);
    return [offer?.label, provider?.label].filter(Boolean).join(' · ');
  },
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
};

export const routesSection = entitySection(routes);
