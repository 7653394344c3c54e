import { ar } from './ar';
import { en, type Texts } from './en';
import { createFormat } from './format';
import type { Language } from './languages';
import { ru } from './ru';

export type { Texts } from './en';

const made = new Map<string, Texts>();

/** All texts of one language, with money in the shop's currency. Made once for each. */
export function textsFor(language: Language, currency: string): Texts {
  const key = `${language}:${currency}`;
  let texts = made.get(key);
  if (!texts) {
    texts = { en, ar, ru }[language](createFormat(language, currency));
    made.set(key, texts);
  }
  return texts;
}
