import { alerts } from './en/alerts';
import { channels } from './en/channels';
import { general } from './en/general';
import { money } from './en/money';
import { posts } from './en/posts';
import { reservation } from './en/reservation';
import { rewards } from './en/rewards';
import { shopping } from './en/shopping';
import type { Format } from './format';

/** English, and with it the list of all texts: the other languages must have each of them to compile. */
export function en(f: Format) {
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

export type Texts = ReturnType<typeof en>;
