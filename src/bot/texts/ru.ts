import type { TextsOfLanguage } from '../../domain/texts/shop-texts';
import { BUILT_IN_WORDS } from '../../domain/texts/words';
import type { Texts } from './en';
import type { Format } from './format';
import { alerts } from './ru/alerts';
import { channels } from './ru/channels';
import { general } from './ru/general';
import { money } from './ru/money';
import { posts } from './ru/posts';
import { reservation } from './ru/reservation';
import { rewards } from './ru/rewards';
import { shopping } from './ru/shopping';
import { shopWords } from './shop-words';

export function ru(f: Format, own?: TextsOfLanguage): Texts {
  const w = shopWords(f, BUILT_IN_WORDS.ru, own);
  const g = general(f, w);
  const s = shopping(f, w, g);
  return {
    ...g,
    ...s,
    ...reservation(f, w, g, s),
    ...money(f, g),
    ...alerts(f),
    ...channels(f, w),
    ...rewards(f),
    ...posts(f),
  };
}
