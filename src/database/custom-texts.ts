import type { CustomTexts } from '../domain/texts/custom-texts';
import type { Clock } from '../ports/clock';
import type { Stores } from './stores';
import { createTimedReader } from './timed-reader';

/** Reads the operators' own words, at most once a second; gives the same object again while they have not changed. */
export function createCustomTextsReader(db: Pick<Stores, 'customTexts'>, clock: Clock): () => Promise<CustomTexts> {
  let known: { readonly texts: CustomTexts; readonly as: string } = { texts: {}, as: '{}' };
  return createTimedReader(clock, async () => {
    const texts = await db.customTexts.readAll();
    const as = JSON.stringify(texts);
    if (as !== known.as) known = { texts, as };
    return known.texts;
  });
}
