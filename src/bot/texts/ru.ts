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

export function ru(f: Format): Texts {
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
