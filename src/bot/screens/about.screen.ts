import { readActiveUserDataChannel } from '../../database/queries/user-data';
import { getStatistics } from '../../usecases/users/get-statistics';
import { setLanguage } from '../../usecases/users/meet-user';
import { callbacks } from '../callbacks';
import { textsFor } from '../texts';
import { LANGUAGE_NAMES, LANGUAGES } from '../texts/languages';
import { screen } from './screen';
import { button } from './view';

export const statisticsScreen = screen('statistics', async ({ app, user, texts }) => ({
  text: texts.statisticsScreen(await getStatistics(app, { userId: user.id })),
  buttons: [[button(texts.refresh, callbacks.statistics()), button(texts.back, callbacks.home())]],
}));

export const helpScreen = screen('help', async ({ texts, settings }) => ({
  text: texts.helpScreen({ support: settings.supportContact, lateMinutes: Math.floor(settings.lateCodeWindowS / 60) }),
  buttons: [
    [button(texts.homeButtons.services, callbacks.services({ page: 0, favourites: false, query: false }))],
    [button(texts.supportButton, callbacks.support())],
    [button(texts.privacyButton, callbacks.privacy()), button(texts.back, callbacks.home())],
  ],
}));

export const privacyScreen = screen('privacy', async ({ app, texts, settings }) => {
  const channel = await readActiveUserDataChannel(app.db);
  return {
    text: texts.privacyScreen({
      support: settings.supportContact,
      posts: channel && texts.privacyOfPosts({ fields: channel.fields }),
    }),
    buttons: [[button(texts.helpButton, callbacks.help()), button(texts.back, callbacks.home())]],
  };
});

export const languageScreen = screen('language', async ({ user, texts }) => ({
  text: texts.languageScreen,
  buttons: [
    ...LANGUAGES.map((language) => [
      button(
        `${language === user.language ? '● ' : ''}${LANGUAGE_NAMES[language]}`,
        callbacks.setLanguage({ language }),
      ),
    ]),
    [button(texts.back, callbacks.home())],
  ],
}));

export const setLanguageScreen = screen('setLanguage', async ({ app, user }, { language }) => {
  await setLanguage(app, { userId: user.id, language });
  return { go: callbacks.home(), toast: textsFor(language, app.currency).languageSet };
});
