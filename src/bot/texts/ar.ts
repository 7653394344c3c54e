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

export function ar(f: Format): Texts {
  const g = general(f);
  const s = shopping(f, g);
  return {
    ...g,
    ...s,
    ...reservation(f, g, s),
    ...money(f, g),
    ...alerts(f),
    ...channels(f),
    ...rewards(f),
    ...posts(f),
  };
}
