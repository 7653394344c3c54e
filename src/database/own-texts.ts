import type { OwnTexts, TextsOfLanguage } from '../domain/texts/shop-texts';
import type { Clock } from '../ports/clock';
import type { Queryable } from './queryable';
import { ShopTextRepository } from './repositories/shop-text.repository';
import { createTimedReader } from './timed-reader';

/** Reads the operators' own words, at most once a second; gives the same object again while they have not changed. */
export function createOwnTextsReader(sql: Queryable, clock: Clock): () => Promise<OwnTexts> {
  const repository = new ShopTextRepository(sql);
  let known: { readonly texts: OwnTexts; readonly as: string } = { texts: {}, as: '[]' };
  return createTimedReader(clock, async () => {
    const rows = await repository.list();
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
