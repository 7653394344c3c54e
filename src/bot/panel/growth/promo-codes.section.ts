import type { PromoKind } from '../../../domain/growth/growth-words';
import { promoCode } from '../../../resources/promo-code';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import type { Entity } from '../catalogue/entity';
import { fieldsOf } from '../catalogue/entity-fields';
import { addForm } from '../catalogue/entity-forms';
import { entitySection } from '../catalogue/entity-section';
import type { Form } from '../forms/form';
import type { AdminVisit, PanelAnswer, Section } from '../section';
import { wayBack } from '../way-back';
import { promoCallbacks as callbacks } from './growth-callbacks';

const promoCodes: Entity<'promoCodes'> = {
  table: 'promoCodes',
  prefix: callbacks.prefix,
  line: ({ format, panel }, { name, amount, uses }) =>
    `${format.name(name)} · ${amount === null ? '🎁' : format.money(amount)} · ${panel.promoCodes.used({ uses: uses ?? 0 })}`,
  title: ({ format }, { code }) => format.name(code),
  // The title and the facts say these.
  hides: () => ['code', 'kind', 'amount', 'percent'],
  async facts({ panel }, { amount, percent, uses, maxUses }) {
    const words = panel.promoCodes;
    return [
      amount === null ? words.bringsBonus({ percent: percent! }) : words.bringsBalance({ amount }),
      words.usedOf({ uses, maxUses }),
    ];
  },
};

const made = entitySection(promoCodes);
const first = () => callbacks.list({ page: 0, of: 0, query: false });

/** What a code of this kind asks for: one value that every such code has, and what may be skipped. */
function formOf(kind: PromoKind, value: 'amount' | 'percent'): Form {
  const asked = fieldsOf(promoCode)
    .filter(({ name, onAdd }) => name === value || (name !== 'kind' && onAdd !== 'never'))
    .map((field) => (field.name === value ? ({ ...field, onAdd: 'required' } as const) : field));
  return addForm('promoCodes', asked, callbacks, { kind });
}

const pages = {
  async add(visit: AdminVisit): Promise<PanelAnswer> {
    const words = visit.panel.promoCodes;
    return {
      text: lines(bold(visit.panel.catalogue.promoCodes.add), '', words.whichKind),
      buttons: [
        [button(words.balanceButton, callbacks.addBalance())],
        [button(words.bonusButton, callbacks.addBonus())],
        wayBack(visit, first()),
      ],
    };
  },
  addBalance: async (): Promise<PanelAnswer> => ({ form: { form: 'promoCodes.balance', subject: { of: 0 } } }),
  addBonus: async (): Promise<PanelAnswer> => ({ form: { form: 'promoCodes.bonus', subject: { of: 0 } } }),
};

/** Words that bring money: a list with their uses, made, changed and turned off. */
export const promoCodesSection: Section = {
  ...made,
  callbacks: {
    ...made.callbacks,
    addBalance: callbacks.addBalance,
    addBonus: callbacks.addBonus,
  } as unknown as Section['callbacks'],
  pages: { ...made.pages, ...(pages as unknown as Section['pages']) },
  forms: { ...made.forms, balance: formOf('BALANCE', 'amount'), bonus: formOf('TOPUP_BONUS', 'percent') },
};
