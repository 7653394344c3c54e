import type { TextsOfLanguage } from '../../domain/texts/shop-texts';
import { BUILT_IN_WORDS } from '../../domain/texts/words';
import { alerts } from './ar/alerts';
import { channels } from './ar/channels';
import { general } from './ar/general';
import { money } from './ar/money';
import { posts } from './ar/posts';
import { reservation } from './ar/reservation';
import { rewards } from './ar/rewards';
import { shopping } from './ar/shopping';
import type { Texts } from './en';
import type { Format } from './format';
import { shopWords } from './shop-words';

export function ar(f: Format, own?: TextsOfLanguage): Texts {
  const w = shopWords(f, BUILT_IN_WORDS.ar, own);
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
