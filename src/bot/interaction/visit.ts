import type { App } from '../../app';
import type { Person } from '../../ports/inbound-update';
import { meetUser, type User } from '../../usecases/users/meet-user';
import { findStep } from '../conversations/dialogue';
import { refusedEntry } from '../guards/may-enter';
import type { Visit } from '../screens/screen';
import type { View } from '../screens/view';
import { textsFor } from '../texts';
import { type Language, languageFor } from '../texts/languages';

/** Meets whoever wrote or pressed; somebody new is written down. `payload`: what stood behind /start. */
export async function openVisit(app: App, from: Person, payload: string | undefined): Promise<Visit> {
  const { languageCode, ...person } = from;
  const [user] = await Promise.all([
    meetUser(app, { ...person, language: languageFor(languageCode ?? undefined), startPayload: payload }),
    app.settings(),
  ]);
  return visitOf(app, user);
}

/** The visit of somebody known. What he typed last is looked up when somebody asks, once. */
export async function visitOf(app: App, user: User): Promise<Visit> {
  const [settings, own] = await Promise.all([app.settings(), app.ownTexts()]);
  const textsIn = (language: Language) => textsFor(language, app.currency, own);
  let step: ReturnType<Visit['step']> | undefined;
  return {
    app,
    user,
    settings,
    texts: textsIn(user.language),
    textsIn,
    step: () => {
      step ??= findStep(app, user.id);
      return step;
    },
    whileWaiting: async (work) => work,
  };
}

/** What somebody is shown who may not come in now; undefined for all others. */
export function closedTo(visit: Visit): View | undefined {
  return refusedEntry(visit, visit.app.ownerIds.includes(visit.user.telegramId));
}
