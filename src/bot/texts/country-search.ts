import { folded } from './folded';
import { LANGUAGES, type Language } from './languages';

/** All regions that Unicode names, in each of our languages, folded for comparison. Made at the first search. */
let index: { iso: string; names: Record<Language, string> }[] | undefined;

/** ISO codes of the countries whose name, in the person's language or in English, holds the words; or that is the code. */
export function countriesNamed(words: string, language: Language): string[] {
  index ??= makeIndex();
  const wanted = folded(words);
  return index
    .filter(
      ({ iso, names }) =>
        iso === words.trim().toUpperCase() || [language, 'en' as const].some((l) => names[l].includes(wanted)),
    )
    .map(({ iso }) => iso);
}

function makeIndex() {
  const names = LANGUAGES.map((language) => ({
    language,
    of: new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }),
  }));
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const isos = letters.flatMap((first) => letters.map((second) => first + second));
  return isos
    .filter((iso) => names[0]!.of.of(iso) !== undefined)
    .map((iso) => ({
      iso,
      names: Object.fromEntries(names.map(({ language, of }) => [language, folded(of.of(iso) ?? '')])) as Record<
        Language,
        string
      >,
    }));
}
