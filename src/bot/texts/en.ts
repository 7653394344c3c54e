import type { TextsOfLanguage } from '../../domain/texts/shop-texts';
import { BUILT_IN_WORDS } from '../../domain/texts/words';
import { alerts } from './en/alerts';
import { channels } from './en/channels';
import { general } from './en/general';
import { money } from './en/money';
import { posts } from './en/posts';
import { reservation } from './en/reservation';
import { rewards } from './en/rewards';
import { shopping } from './en/shopping';
import type { Format } from './format';
import { shopWords } from './shop-words';

/** English, and with it the list of all texts: the other languages must have each of them to compile. */
export function en(f: Format, own?: TextsOfLanguage) {
  const w = shopWords(f, BUILT_IN_WORDS.en, own);
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

export type Texts = ReturnType<typeof en>;
