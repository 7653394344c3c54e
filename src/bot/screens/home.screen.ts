import { readBalance, readLastBought } from '../../database/queries/account';
import { callbacks } from '../callbacks';
import { LANGUAGE_NAMES, LANGUAGES } from '../texts/languages';
import { screen } from './screen';
import { button } from './view';

export const homeScreen = screen('home', async ({ app, user, texts }) => {
  const [{ available, held, open }, last] = await Promise.all([
    readBalance(app.db, user.id),
    readLastBought(app.db, user.id, app.clock.now()),
  ]);
  const labels = texts.homeButtons;
  const languages = user.isNew
    ? [LANGUAGES.map((language) => button(LANGUAGE_NAMES[language], callbacks.setLanguage({ language })))]
    : [];
  return {
    text: texts.homeScreen({ name: user.firstName, available, held, open, isNew: user.isNew }),
    buttons: [
      ...languages,
      [button(labels.services, callbacks.services({ page: 0, favourites: false, query: false }))],
      ...(last ? [[button(texts.againRow(last), callbacks.offer({ offer: last.offerId, page: 0, from: 0 }))]] : []),
      [
        button(labels.favourites, callbacks.services({ page: 0, favourites: true, query: false })),
        button(labels.numbers, callbacks.numbers({ page: 0 })),
      ],
      [button(labels.balance, callbacks.balance()), button(labels.free, callbacks.free())],
      [button(labels.statistics, callbacks.statistics()), button(labels.help, callbacks.help())],
      [button(labels.language, callbacks.language())],
    ],
  };
});
