import type { TextsOfLanguage } from '../../domain/texts/custom-texts';
import { DEFAULT_TEXTS } from '../../domain/texts/default-texts';
import { customizableTexts } from './customizable-texts';
import { alerts } from './en/alerts';
import { channels } from './en/channels';
import { discounts } from './en/discounts';
import { general } from './en/general';
import { growth } from './en/growth';
import { money } from './en/money';
import { payments } from './en/payments';
import { posts } from './en/posts';
import { reservation } from './en/reservation';
import { rewards } from './en/rewards';
import { shopping } from './en/shopping';
import { support } from './en/support';
import type { Format } from './format';

/** English, and with it the list of all texts: the other languages must have each of them to compile. */
export function en(f: Format, own?: TextsOfLanguage) {
  const w = customizableTexts(f, DEFAULT_TEXTS.en, own);
  const g = general(f, w);
  const d = discounts(f);
  const s = shopping(f, w, g, d);
  return {
    ...g,
    ...d,
    ...s,
    ...reservation(f, w, g, s),
    ...money(f, g),
    ...payments(f),
    ...support(f),
    ...growth(f),
    ...alerts(f),
    ...channels(f, w),
    ...rewards(f),
    ...posts(f),
  };
}

export type Texts = ReturnType<typeof en>;
