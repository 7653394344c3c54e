import { readBalance } from '../../../database/queries/account';
import type { Language } from '../../../domain/language';
import type { Problem } from '../../../domain/problems';
import { type TextKey, textProblems, textRule } from '../../../domain/texts/custom-texts';
import { type CustomTextView, findText } from '../../../usecases/texts/list-texts';
import { saveText } from '../../../usecases/texts/save-text';
import { moneyFacts } from '../../screens/screen';
import { type Texts, textsFor } from '../../texts';
import type { Rich } from '../../texts/rich';
import type { Form } from '../forms/form';
import type { AdminVisit } from '../section';
import { wordCallbacks as callbacks } from './word-callbacks';

/** An operator's own words for one text; afterwards he sees it as a buyer will. */
export const wordsForm: Form = {
  async open(visit, { language, text: key }) {
    const found = await findText(visit.app, { language: String(language), key: String(key) });
    if (!found) return undefined;
    const { words } = visit.panel;
    const { placeholders, longest } = textRule(found.key);
    const places = placeholders.map((name) => `{${name}}`).join(' ');
    return {
      title: words.names[found.key],
      fields: [
        {
          name: 'text',
          label: words.label,
          hint: words.typeHint({ places, longest }),
          current: found.own ?? found.builtIn,
          seen: found.own ?? '',
          read(typed) {
            const value = typed.replaceAll('\r\n', '\n').trim();
            const problems = textProblems(found.key, value);
            if (problems.length === 0) return { kind: 'ok', value };
            return { kind: 'problem', text: described(visit, problems) };
          },
        },
      ],
      cancelTo: callbacks.card({ language: found.language, text: found.key }),
    };
  },
  async submit(visit, { subject, values, seen }) {
    const language = subject.language as Language;
    const found = await findText(visit.app, { language, key: String(subject.text) });
    const at = { language, text: String(subject.text) };
    const { common, words } = visit.panel;
    if (!found) return { kind: 'stopped', text: words.gone, go: callbacks.menu() };
    const order = { language, key: found.key, text: values.text!, seen: seen.text === '' ? null : seen.text };
    const outcome = await saveText(visit.app, order, visit.author);
    switch (outcome.kind) {
      case 'saved':
        return { kind: 'done', go: callbacks.preview(at), toast: words.saved };
      case 'invalid':
        return {
          kind: 'ask_again',
          field: 'text',
          text: described(visit, outcome.problems),
        };
      case 'changed_meanwhile': {
        const now = outcome.now ?? found.builtIn;
        return {
          kind: 'stopped',
          text: common.changedMeanwhile({ label: words.names[found.key], now }),
          go: callbacks.card(at),
        };
      }
    }
  },
};

function described({ panel }: AdminVisit, problems: readonly Problem[]): string {
  return problems.map((one) => panel.common.problem(one)).join('\n');
}

/** The screen with a text in it, as the admin would see it if he were the buyer. */
export async function wordsPreview(visit: AdminVisit, { language, key, own }: CustomTextView): Promise<Rich> {
  const { app } = visit;
  // Not `textsIn`: what was saved a moment ago must be seen.
  const texts = textsFor(language, app.currency, own === null ? {} : { [language]: { [key]: own } });
  return SCREENS[key](texts, await factsOf(visit));
}

type Facts = Awaited<ReturnType<typeof factsOf>>;

async function factsOf({ app, user, settings }: AdminVisit) {
  const { available, held, open } = await readBalance(app.db, user.id);
  const channels = await app.requiredChannels();
  const lateMinutes = Math.floor(settings.lateCodeWindowS / 60);
  const until = new Date(app.clock.now().getTime() + 900_000);
  return {
    ...moneyFacts({ user, settings }, false),
    ...{ name: user.firstName, available, held, open, isNew: false, lateMinutes, goesOn: false, posts: undefined },
    channels: channels.length > 0 ? channels : [{ title: 'News', isGroup: false }],
    sale: {
      ...{ serviceName: 'WhatsApp', serviceEmoji: '💬', countryIso: 'LV', countryName: 'Latvia', price: 8_000n },
      ...{ phone: '37120000000', code: '123-456', text: 'WhatsApp code 123-456', at: app.clock.now(), until },
      ...{ isPaid: true, canAskForMore: false },
    },
  };
}

const SCREENS: Readonly<Record<TextKey, (texts: Texts, facts: Facts) => Rich>> = {
  welcome: (texts, facts) => texts.homeScreen(facts),
  gate: (texts, facts) => texts.gateScreen(facts),
  help: (texts, facts) => texts.helpScreen(facts),
  topUp: (texts, facts) => texts.balanceScreen({ ...facts, debt: 0n, pending: 0n, usableAt: null, canPay: false }),
  missingMoney: (texts, facts) => texts.missingMoney({ ...facts, price: facts.available + 12_500n, debt: 0n }),
  afterCode: (texts, { sale }) => texts.codeMessage(sale),
  maintenance: (texts, facts) => texts.maintenance(facts),
  banned: (texts, facts) => texts.banned(facts),
  privacy: (texts, facts) => texts.privacyScreen(facts),
};
