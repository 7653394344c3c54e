import type { Language } from '../../language';
import type { TextKey } from '../custom-texts';
import { ar } from './ar';
import { en } from './en';
import { ru } from './ru';

/** The shop's own words, in the form in which an operator writes his; '' where nothing is said unless he does. */
export type DefaultTexts = Readonly<Record<TextKey | 'firstWelcome' | 'firstGate' | 'operator', string>>;

/**
 * `firstWelcome` and `firstGate` are for who comes for the first time, while `welcome` and `gate` stand built in; `operator` is
 * whom to ask where the setting `supportContact` names nobody.
 */
export const DEFAULT_TEXTS: Readonly<Record<Language, DefaultTexts>> = { en, ar, ru };
