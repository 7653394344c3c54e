import type { CustomTexts, TextsOfLanguage } from '../../domain/texts/custom-texts';
import { ar } from './ar';
import { en, type Texts } from './en';
import { createFormat, type Format } from './format';
import type { Language } from './languages';
import { ru } from './ru';

export type { Texts } from './en';

const formats = new Map<string, Format>();
const made = new WeakMap<TextsOfLanguage, Map<string, Texts>>();
const NOTHING: TextsOfLanguage = {};

/** All texts of one language, with money in the shop's currency and the operator's own words. Made once for each. */
export function textsFor(language: Language, currency: string, own: CustomTexts = {}): Texts {
  const ofLanguage = own[language] ?? NOTHING;
  const known = made.get(ofLanguage) ?? new Map<string, Texts>();
  made.set(ofLanguage, known);
  const key = `${language}:${currency}`;
  let texts = known.get(key);
  if (!texts) {
    texts = { en, ar, ru }[language](formatFor(language, currency), ofLanguage);
    known.set(key, texts);
  }
  return texts;
}

function formatFor(language: Language, currency: string): Format {
  const key = `${language}:${currency}`;
  let format = formats.get(key);
  if (!format) {
    format = createFormat(language, currency);
    formats.set(key, format);
  }
  return format;
}
