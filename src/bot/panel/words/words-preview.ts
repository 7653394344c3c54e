import { readBalance } from '../../../database/queries/account';
import type { TextKey } from '../../../domain/texts/custom-texts';
import type { CustomTextView } from '../../../usecases/texts/list-texts';
import { moneyFacts } from '../../screens/screen';
import { type Texts, textsFor } from '../../texts';
import type { Rich } from '../../texts/rich';
import type { AdminVisit } from '../section';

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
    ...moneyFacts({ user, settings }),
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
  topUp: (texts, facts) => texts.balanceScreen(facts),
  missingMoney: (texts, facts) => texts.missingMoney({ ...facts, price: facts.available + 12_500n }),
  afterCode: (texts, { sale }) => texts.codeMessage(sale),
  maintenance: (texts, facts) => texts.maintenance(facts),
  banned: (texts, facts) => texts.banned(facts),
  privacy: (texts, facts) => texts.privacyScreen(facts),
};
