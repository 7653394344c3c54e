import type { TextsOfLanguage } from '../../domain/texts/custom-texts';
import { DEFAULT_TEXTS } from '../../domain/texts/default-texts';
import { alerts } from './ar/alerts';
import { channels } from './ar/channels';
import { discounts } from './ar/discounts';
import { general } from './ar/general';
import { growth } from './ar/growth';
import { money } from './ar/money';
import { payments } from './ar/payments';
import { posts } from './ar/posts';
import { reservation } from './ar/reservation';
import { rewards } from './ar/rewards';
import { shopping } from './ar/shopping';
import { support } from './ar/support';
import { customizableTexts } from './customizable-texts';
import type { Texts } from './en';
import type { Format } from './format';

export function ar(f: Format, own?: TextsOfLanguage): Texts {
  const w = customizableTexts(f, DEFAULT_TEXTS.ar, own);
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
