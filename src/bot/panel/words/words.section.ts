import { type CustomTextView, findText, listTexts } from '../../../usecases/texts/list-texts';
import { saveText } from '../../../usecases/texts/save-text';
import { button } from '../../screens/view';
import { LANGUAGE_NAMES, LANGUAGES } from '../../texts/languages';
import { bold, lines } from '../../texts/rich';
import { frameCallbacks } from '../frame-callbacks';
import { type AdminVisit, type PanelAnswer, section } from '../section';
import { wayBack } from '../way-back';
import { wordCallbacks as callbacks } from './word-callbacks';
import { wordsForm, wordsPreview } from './words-form';

/** Telegram's message has room for so much of a text beside what is said about it. */
const SHOWN = 3_000;

/** Texts for buyers in the operator's own words, in each language. */
export const wordsSection = section({
  name: 'words',
  entry: { label: (panel) => panel.words.button, data: callbacks.menu() },
  callbacks,
  pages: {
    menu: async ({ user }) => ({ go: callbacks.list({ language: user.language }) }),

    async list({ app, panel }, { language }) {
      const texts = await listTexts(app, language);
      return {
        text: lines(bold(panel.words.title), '', panel.words.hint),
        buttons: [
          LANGUAGES.map((one) =>
            button(`${one === language ? '● ' : ''}${LANGUAGE_NAMES[one]}`, callbacks.list({ language: one })),
          ),
          ...texts.map(({ key, own }) => [
            button(`${own === null ? '▫️' : '✏️'} ${panel.words.names[key]}`, callbacks.card({ language, text: key })),
          ]),
          [button(panel.common.panel, frameCallbacks.home())],
        ],
      };
    },

    async card(visit, { language, text: key }) {
      const text = await findText(visit.app, { language, key });
      if (!text) return gone(visit);
      const { words } = visit.panel;
      const at = { language, text: key };
      return {
        text: cardText(visit, text),
        buttons: [
          [button(words.write, callbacks.edit(at)), button(words.preview, callbacks.preview(at))],
          ...(text.own === null ? [] : [[button(words.reset, callbacks.reset(at))]]),
          wayBack(visit, callbacks.list({ language })),
        ],
      };
    },

    edit: async (_visit, { language, text }) => ({ form: { form: 'words.edit', subject: { language, text } } }),

    async reset(visit, { language, text: key }) {
      const text = await findText(visit.app, { language, key });
      if (!text) return gone(visit);
      await saveText(visit.app, { language, key: text.key, text: null }, visit.author);
      return { go: callbacks.card({ language, text: key }), toast: visit.panel.words.isReset };
    },

    async preview(visit, { language, text: key }) {
      const text = await findText(visit.app, { language, key });
      if (!text) return gone(visit);
      const at = { language, text: key };
      return {
        text: await wordsPreview(visit, text),
        buttons: [[button(visit.panel.words.write, callbacks.edit(at))], wayBack(visit, callbacks.card(at))],
      };
    },
  },
  forms: { edit: wordsForm },
});

function cardText(
  { panel, format }: AdminVisit,
  { key, language, own, builtIn, required, placeholders }: CustomTextView,
) {
  const { words } = panel;
  const standing = own ?? builtIn;
  const short = standing.length > SHOWN ? `${standing.slice(0, SHOWN)}…` : standing;
  return lines(
    bold(`${words.names[key]} · ${LANGUAGE_NAMES[language]}`),
    words.where[key],
    '',
    own === null ? (builtIn === '' ? words.nothing : words.isBuiltIn) : words.isOwn,
    standing !== '' && format.quoted(short),
    '',
    words.placesTitle,
    ...placeholders.map((name) => {
      const place = format.isolated(`{${name}}`).text;
      return `${place}: ${words.places[name]}${required.includes(name) ? ` · ${words.required}` : ''}`;
    }),
  );
}

function gone({ user, panel }: AdminVisit): PanelAnswer {
  return { go: callbacks.list({ language: user.language }), toast: panel.common.gone };
}
