import type { App } from '../../app';
import { LANGUAGES, type Language } from '../../domain/language';
import { type Placeholder, TEXT_KEYS, type TextKey, textRule } from '../../domain/texts/custom-texts';
import { DEFAULT_TEXTS } from '../../domain/texts/default-texts';

/** A text that an operator may say in his own words, as it stands in one language. */
export interface CustomTextView {
  readonly language: Language;
  readonly key: TextKey;
  /** Empty: the shop says nothing there by itself. */
  readonly builtIn: string;
  /** Null: the built-in words stand. */
  readonly own: string | null;
  readonly changedAt: Date | null;
  readonly placeholders: readonly Placeholder[];
  readonly required: readonly Placeholder[];
  /** In UTF-16 units, with the longest values put in. */
  readonly longest: number;
}

/** All of them at this very moment; of one language when it is given. */
export async function listTexts(app: App, language?: Language): Promise<CustomTextView[]> {
  const rows = await app.db.customTexts.list();
  return LANGUAGES.filter((one) => language === undefined || one === language).flatMap((one) =>
    TEXT_KEYS.map((key) => {
      const row = rows.find((found) => found.language === one && found.key === key);
      const { placeholders, required, longest } = textRule(key);
      return {
        ...{ language: one, key, builtIn: DEFAULT_TEXTS[one][key], own: row?.text ?? null },
        ...{ changedAt: row?.updatedAt ?? null, placeholders, required, longest },
      };
    }),
  );
}

/** One of them; undefined for a name that is none. */
export async function findText(app: App, o: { language: string; key: string }): Promise<CustomTextView | undefined> {
  return (await listTexts(app)).find(({ language, key }) => language === o.language && key === o.key);
}
