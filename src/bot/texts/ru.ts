import type { TextsOfLanguage } from '../../domain/texts/custom-texts';
import { DEFAULT_TEXTS } from '../../domain/texts/default-texts';
import { customizableTexts } from './customizable-texts';
import type { Texts } from './en';
import type { Format } from './format';
import { alerts } from './ru/alerts';
import { channels } from './ru/channels';
import { discounts } from './ru/discounts';
import { general } from './ru/general';
import { growth } from './ru/growth';
import { money } from './ru/money';
import { payments } from './ru/payments';
import { posts } from './ru/posts';
import { reservation } from './ru/reservation';
import { rewards } from './ru/rewards';
import { shopping } from './ru/shopping';
import { support } from './ru/support';

export function ru(f: Format, own?: TextsOfLanguage): Texts {
  const w = customizableTexts(f, DEFAULT_TEXTS.ru, own);
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
