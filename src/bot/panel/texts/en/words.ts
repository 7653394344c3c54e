import type { Placeholder, TextKey } from '../../../../domain/texts/custom-texts';
import type { Format } from '../../../texts/format';
import { lines } from '../../../texts/rich';

/** The texts for buyers that an operator may say in his own words. */
export const words = (f: Format) => {
  const names: Record<TextKey, string> = {
    welcome: 'Welcome',
    gate: 'Before the channels to join',
    help: 'Help',
    topUp: 'How to add money',
    missingMoney: 'Not enough money',
    afterCode: 'Under a code',
    maintenance: 'Maintenance',
    banned: 'Access closed',
    privacy: 'Rules and privacy',
  };
  const where: Record<TextKey, string> = {
    welcome: 'At the top of Home, above the balance. The first line is bold.',
    gate: 'Above the channels that must be joined. The first line is bold.',
    help: 'The whole of Help. Of several lines the first is bold.',
    topUp: 'Under the balance, and wherever money is missing.',
    missingMoney: 'When the price is more than what is available; how to add money follows.',
    afterCode: 'Under a code that was paid.',
    maintenance: 'To everybody but owners while the shop is closed. Of several lines the first is bold.',
    banned: 'To those whose access is closed. Of several lines the first is bold.',
    privacy: 'At the end of Privacy: rules, terms, who runs the shop.',
  };
  const places: Record<Placeholder, string> = {
    name: 'the buyer’s first name',
    balance: 'his available money',
    held: 'his held money',
    count: 'how many channels',
    support: 'whom buyers ask, from the settings',
    late: 'how long a code may come too late',
    id: 'the buyer’s Telegram id',
    price: 'the price',
    missing: 'what is missing',
    service: 'the service',
    country: 'the country',
  };
  return {
    words: {
      button: '💬 Texts',
      title: '💬 Texts for buyers',
      hint: 'Say them in your own words, in each language by itself: ✏️ are yours, ▫️ are built in. They hold everywhere within a second.',
      names,
      where,
      places,
      isOwn: '✏️ Your own words:',
      isBuiltIn: '▫️ The built-in words:',
      nothing: '▫️ Nothing is said here unless you do.',
      placesTitle: 'Places for values:',
      required: 'must be there',
      write: '✏️ Type own words',
      preview: '👁 As a buyer sees it',
      reset: '↩️ Take the built-in words',
      isReset: '✅ The built-in words stand again.',
      saved: '✅ Saved. So a buyer sees it.',
      gone: lines('There is no such text any more. Nothing was changed.'),
      label: 'Your words',
      typeHint: (o: { places: string; longest: number }) =>
        `Type the whole text, of several lines if you like, up to ${f.number(o.longest)} characters with its values. Places: ${f.isolated(o.places).text}`,
    },
  };
};
