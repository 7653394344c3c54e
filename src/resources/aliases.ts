import { type Field, words } from './kit/fields';

/** Of what buyers look for by typing. A new row that is given none has the usual ones, by give_aliases. */
export const aliases = (): Field<readonly string[]> =>
  words({ most: 100, longest: 60 })
    .made()
    .described(
      'What else people call it, in any language: buyers find it by these words. Left out of a new one: the usual.',
    );
