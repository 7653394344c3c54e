import { LANGUAGES, type Language } from '../../domain/language';

export { LANGUAGES, type Language };

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', ar: 'العربية', ru: 'Русский' };

/** The plural forms that a language tells apart for whole numbers. */
export interface PluralForms {
  readonly en: { readonly one: string; readonly other: string };
  readonly ar: {
    readonly zero: string;
    readonly one: string;
    readonly two: string;
    readonly few: string;
    readonly many: string;
    readonly other: string;
  };
  readonly ru: { readonly one: string; readonly few: string; readonly many: string; readonly other: string };
}

const rules = {
  en: new Intl.PluralRules('en'),
  ar: new Intl.PluralRules('ar'),
  ru: new Intl.PluralRules('ru'),
};

/** The form that fits `count`. Every form may hold `#`, which becomes the count as `write` writes it. */
export function plural<L extends Language>(
  language: L,
  count: number,
  forms: PluralForms[L],
  write: (count: number) => string = String,
): string {
  const byCategory = forms as unknown as Readonly<Record<string, string>>;
  const form = byCategory[rules[language].select(count)] ?? byCategory.other!;
  return form.replace('#', () => write(count));
}

/** The language of a person whose Telegram speaks `languageCode` ("ru", "ar-EG", "uk"): ours where it is one, else English. */
export function languageFor(languageCode: string | undefined): Language {
  const primary = languageCode?.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language === primary) ?? 'en';
}
