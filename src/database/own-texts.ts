import type { OwnTexts, TextsOfLanguage } from '../domain/texts/shop-texts';
import type { Clock } from '../ports/clock';
import type { Stores } from './stores';
import { createTimedReader } from './timed-reader';

/** Reads the operators' own words, at most once a second; gives the same object again while they have not changed. */
export function createOwnTextsReader(db: Pick<Stores, 'customTexts'>, clock: Clock): () => Promise<OwnTexts> {
  let known: { readonly texts: OwnTexts; readonly as: string } = { texts: {}, as: '[]' };
  return createTimedReader(clock, async () => {
    const rows = await db.customTexts.list();
    const as = JSON.stringify(rows.map(({ language, key, text }) => [language, key, text]));
    if (as === known.as) return known.texts;
    const texts: Record<string, Record<string, string>> = {};
    for (const { language, key, text } of rows) {
      texts[language] ??= {};
      texts[language][key] = text;
    }
    known = { texts: texts as Readonly<Record<string, TextsOfLanguage>>, as };
    return known.texts;
  });
}
