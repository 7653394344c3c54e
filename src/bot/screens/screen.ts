import type { App } from '../../app';
import type { Settings } from '../../domain/settings';
import type { User } from '../../usecases/users/meet-user';
import type { CallbackName, CallbackParams } from '../callbacks';
import type { Texts } from '../texts';
import type { MoneyFacts } from '../texts/facts';
import type { Language } from '../texts/languages';
import type { Answer, Step, View } from './view';

/** One person at one moment, as a screen meets him. */
export interface Visit {
  readonly app: App;
  readonly user: User;
  readonly settings: Settings;
  readonly texts: Texts;
  /** The same texts in another language. */
  readonly textsIn: (language: Language) => Texts;
  /** The words typed last, while they are remembered. */
  readonly step: () => Promise<Step | undefined>;
  /** Shows `interim` when the work takes longer than a person likes to wait without a sign. */
  readonly whileWaiting: <Result>(work: Promise<Result>, interim: () => Promise<View>) => Promise<Result>;
}

/** Turns a callback into what is shown. Asks the database whose things are and how they stand, never the button. */
export type Screen<Name extends CallbackName> = (visit: Visit, params: CallbackParams<Name>) => Promise<Answer>;

export function screen<Name extends CallbackName>(_name: Name, show: Screen<Name>): Screen<Name> {
  return show;
}

/** Whom somebody asks for money, and by what he is found. */
export function moneyFacts({ user, settings }: Pick<Visit, 'user' | 'settings'>, canPay: boolean): MoneyFacts {
  return { support: settings.supportContact, telegramId: user.telegramId, canPay };
}
