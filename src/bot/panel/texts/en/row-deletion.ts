import type { RowUse, RowUses } from '../../../../usecases/catalogue/delete-row';
import type { Format } from '../../../texts/format';
import { bold, lines, type Rich } from '../../../texts/rich';

/** Counted so far, not further. */
export const MANY_USES = 1_000;
export const usesOf = (uses: RowUses) => Object.entries(uses) as [RowUse, number][];

/** Countries, offers, routes and providers that go, or cannot. */
export const rowDeletion = (f: Format) => {
  const uses: Record<RowUse, string> = {
    offers: 'Offers',
    numbers: 'Numbers',
    sales: 'Reservations',
    messages: 'Messages',
    imports: 'Imports',
    deliveries: 'Deliveries to its webhook (kept for a while)',
    sims: 'SIMs',
    promoCodes: 'Promo codes',
    purchases: 'Purchases that are being cleared up',
  };
  return {
    rowDeletion: {
      done: (o: { name: string; routes: number; undoUntil: Date }): Rich =>
        lines(
          bold(`🗑 Deleted: ${f.name(o.name, 100)}`),
          '',
          o.routes > 0 && `Routes that went along: ${f.number(o.routes)}.`,
          `It can be brought back until ${f.time(o.undoUntil)}, as it was.`,
        ),
      inUse: (o: { name: string; uses: RowUses; isActive: boolean }): Rich =>
        lines(
          bold(`⚠️ Not deleted: ${f.name(o.name, 100)}`),
          '',
          'Something still needs it:',
          ...usesOf(o.uses).map(([use, count]) => `${uses[use]}: ${f.number(count)}${count >= MANY_USES ? '+' : ''}`),
          '',
          'Offers can be deleted first. What was sold, received or imported stays in the books for ever.',
          o.isActive
            ? 'Turn it off instead: then nobody can buy with it.'
            : 'It is off already: nobody can buy with it.',
        ),
      uses,
      restored: '✅ It is back, as it was.',
      not_deleted: 'It was not deleted. Nothing changed.',
      too_late: 'It is too late to bring it back. Create it anew.',
      not_found: 'It is too late to bring it back. Create it anew.',
      replaced: 'A new one took its name or place meanwhile. Nothing changed.',
      parent_gone: 'What it belongs to was deleted meanwhile. Bring that back first.',
    },
  };
};
