import { PROBLEMS } from '../../../../domain/problems';
import type { ProblemWords } from '../problem-words';

/** As programs are told, but where these sentences speak of what only programs see. */
export const problems: ProblemWords = {
  ...PROBLEMS,
  no_kind: 'Choose at least one kind; to announce nothing, turn it off.',
  no_field: 'Choose at least one field; to post nothing, turn it off.',
  picture_size: 'Give a picture of at most 5 MB.',
  balances_crossed: 'The most is below the least: nobody would be meant.',
  terms_of_telegram:
    'Telegram’s terms take digital goods, which numbers are, to be sold in a bot for Stars alone. With another way to pay its owner risks a notice, and then the removal of the bot. Turn it on with the button on its page.',
  route_incomplete: 'A route that buys on demand needs the supplier’s two codes and the highest cost.',
};
