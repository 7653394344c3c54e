import { findLastBought } from '../../usecases/customers/find-last-bought';
import { getBalance } from '../../usecases/customers/get-balance';
import { links } from '../links';
import { LANGUAGE_NAMES, LANGUAGES } from '../texts/languages';
import { screen } from './screen';
import { button } from './view';

export const homeScreen = screen('home', async ({ app, user, texts }) => {
  const [{ available, held, open }, last] = await Promise.all([
    getBalance(app, { userId: user.id }),
    findLastBought(app, { userId: user.id }),
  ]);
  const labels = texts.homeButtons;
  const languages = user.isNew
    ? [LANGUAGES.map((language) => button(LANGUAGE_NAMES[language], links.setLanguage({ language })))]
    : [];
  return {
    text: texts.homeScreen({ name: user.firstName, available, held, open, isNew: user.isNew }),
    buttons: [
      ...languages,
      [button(labels.services, links.services({ page: 0, favourites: false, query: false }))],
      ...(last ? [[button(texts.againRow(last), links.offer({ offer: last.offerId, page: 0, from: 0 }))]] : []),
      [
        button(labels.favourites, links.services({ page: 0, favourites: true, query: false })),
        button(labels.numbers, links.numbers({ page: 0 })),
      ],
      [button(labels.balance, links.balance()), button(labels.free, links.free())],
      [button(labels.statistics, links.statistics()), button(labels.help, links.help())],
      [button(labels.language, links.language())],
    ],
  };
});
