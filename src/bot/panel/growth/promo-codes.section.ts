import type { PromoKind } from '../../../domain/growth/growth-words';
import type { CatalogueField } from '../../../resources/catalogue';
import { promoCode } from '../../../resources/promo-code';
import { button } from '../../screens/view';
import { bold, lines } from '../../texts/rich';
import type { Entity, RowOf } from '../catalogue/entity';
import { fieldsOf } from '../catalogue/entity-fields';
import { addForm } from '../catalogue/entity-forms';
import { entitySection } from '../catalogue/entity-section';
import type { Form } from '../forms/form';
import type { AdminVisit, PanelAnswer, Section } from '../section';
import { wayBack } from '../way-back';
import { promoCallbacks as callbacks } from './growth-callbacks';

const MARKS: Record<PromoKind, string> = { BALANCE: '💰', TOPUP_BONUS: '🎁', PURCHASE_DISCOUNT: '✂️' };
/** What only a discount has, in the order in which it is asked for. */
const OF_DISCOUNTS = ['serviceId', 'countryId', 'maxDiscount', 'minPrice', 'budget'] as const;

const promoCodes: Entity<'promoCodes'> = {
  table: 'promoCodes',
  prefix: callbacks.prefix,
  line: ({ format, panel }, { name, amount, uses, promoKind }) => {
    const brings = amount === null || promoKind !== 'BALANCE' ? MARKS[promoKind!] : '';
    const sum = amount === null ? '' : format.money(amount);
    return `${format.name(name)} · ${[brings, sum].filter(Boolean).join(' ')} · ${panel.promoCodes.used({ uses: uses ?? 0 })}`;
  },
  title: ({ format }, { code }) => format.name(code),
  // The title and the facts say these.
  hides: ({ kind }) => [
    ...(['code', 'kind', 'amount', 'percent'] as const),
    ...(kind === 'PURCHASE_DISCOUNT' ? [] : OF_DISCOUNTS),
  ],
  async facts({ panel }, row) {
    const words = panel.promoCodes;
    const { uses, maxUses, spent } = row;
    return [
      brings(words, row),
      words.usedOf({ uses, maxUses }),
      ...(row.kind === 'PURCHASE_DISCOUNT' ? [words.saved({ amount: spent })] : []),
    ];
  },
};

function brings(words: AdminVisit['panel']['promoCodes'], { kind, amount, percent }: RowOf<'promoCodes'>): string {
  if (kind === 'PURCHASE_DISCOUNT')
    return amount === null ? words.percentOff({ percent: percent! }) : words.amountOff({ amount });
  return amount === null ? words.bringsBonus({ percent: percent! }) : words.bringsBalance({ amount });
}

const made = entitySection(promoCodes);
const first = () => callbacks.list({ page: 0, of: 0, query: false });

/** What a code of this kind asks for: one value that every such code has, and what may be skipped. */
function formOf(kind: PromoKind, value: 'amount' | 'percent'): Form {
  const skippable: readonly CatalogueField[] = kind === 'PURCHASE_DISCOUNT' ? OF_DISCOUNTS : [];
  const all = fieldsOf(promoCode, kind === 'PURCHASE_DISCOUNT' ? OF_DISCOUNTS : []);
  const asked = all
    .filter(({ name, onAdd }) => name === value || skippable.includes(name) || (name !== 'kind' && onAdd !== 'never'))
    .map((field) =>
      field.name === value
        ? ({ ...field, onAdd: 'required' } as const)
        : skippable.includes(field.name)
          ? ({ ...field, onAdd: 'optional' } as const)
          : field,
    );
  return addForm('promoCodes', asked, callbacks, { kind });
}

const form = (name: string) => async (): Promise<PanelAnswer> => ({
  form: { form: `promoCodes.${name}`, subject: { of: 0 } },
});

const pages = {
  async add(visit: AdminVisit): Promise<PanelAnswer> {
    const words = visit.panel.promoCodes;
    return {
      text: lines(bold(visit.panel.catalogue.promoCodes.add), '', words.whichKind),
      buttons: [
        [button(words.balanceButton, callbacks.addBalance())],
        [button(words.bonusButton, callbacks.addBonus())],
        [button(words.discountButton, callbacks.addDiscount())],
        wayBack(visit, first()),
      ],
    };
  },
  async addDiscount(visit: AdminVisit): Promise<PanelAnswer> {
    const words = visit.panel.promoCodes;
    return {
      text: lines(bold(words.discountButton), '', words.whichDiscount),
      buttons: [
        [
          button(words.percentOffButton, callbacks.addPercentOff()),
          button(words.amountOffButton, callbacks.addAmountOff()),
        ],
        wayBack(visit, callbacks.add({ of: 0 })),
      ],
    };
  },
  addBalance: form('balance'),
  addBonus: form('bonus'),
  addPercentOff: form('percentOff'),
  addAmountOff: form('amountOff'),
};

/** Words that bring money or make numbers cheaper: a list with their uses, made, changed and turned off. */
export const promoCodesSection: Section = {
  ...made,
  callbacks: {
    ...made.callbacks,
    addBalance: callbacks.addBalance,
    addBonus: callbacks.addBonus,
    addDiscount: callbacks.addDiscount,
    addPercentOff: callbacks.addPercentOff,
    addAmountOff: callbacks.addAmountOff,
  } as unknown as Section['callbacks'],
  pages: { ...made.pages, ...(pages as unknown as Section['pages']) },
  forms: {
    ...made.forms,
    balance: formOf('BALANCE', 'amount'),
    bonus: formOf('TOPUP_BONUS', 'percent'),
    percentOff: formOf('PURCHASE_DISCOUNT', 'percent'),
    amountOff: formOf('PURCHASE_DISCOUNT', 'amount'),
  },
};
