import { z } from 'zod';
import { LANGUAGES, type Language } from '../../domain/language';
import { TEXT_KEYS, type TextKey, textRule } from '../../domain/texts/custom-texts';
import { FORMS, type Item, SECTIONS } from './sections';
import { type DocumentTradeCodes, tradeCodesSchema } from './trade-codes';

/** In bytes. Fifty thousand routes have about 8 MB, with line breaks twice as much. */
export const LARGEST_DOCUMENT = 32 * 1024 * 1024;

/** By language and name; null stands for the built-in words. */
export type DocumentTexts = Readonly<Partial<Record<Language, Readonly<Partial<Record<TextKey, string | null>>>>>>;

/** The whole configuration of a shop. A section that is left out stays as it is. */
export interface ConfigurationDocument {
  readonly version: 1;
  readonly settings?: Item;
  readonly texts?: DocumentTexts;
  readonly tradeCodes?: DocumentTradeCodes;
  readonly services?: readonly Item[];
  readonly countries?: readonly Item[];
  readonly providers?: readonly Item[];
  readonly offers?: readonly Item[];
  readonly routes?: readonly Item[];
  readonly paymentMethods?: readonly Item[];
  readonly promoCodes?: readonly Item[];
  readonly sims?: readonly Item[];
  readonly priceGroups?: readonly Item[];
  readonly channels?: readonly Item[];
}

function textsSchema() {
  const entries = TEXT_KEYS.map((key) => {
    const { placeholders, required, longest } = textRule(key);
    const places = placeholders.map((name) => `{${name}}`).join(', ');
    const needed = required.length > 0 ? `; must have ${required.map((name) => `{${name}}`).join(', ')}` : '';
    const description = `May have ${places}${needed}. Null: the built-in words.`;
    return [key, z.string().min(1).max(longest).nullable().optional().describe(description)] as const;
  });
  const ofLanguage = z.strictObject(Object.fromEntries(entries)).optional();
  return z.strictObject(Object.fromEntries(LANGUAGES.map((language) => [language, ofLanguage])));
}

/** The JSON Schema of the document, for editors and programs. */
export function configurationSchema(): object {
  const sections = Object.fromEntries(SECTIONS.map((section) => [section, z.array(FORMS[section].item).optional()]));
  const document = z.strictObject({
    $schema: z.string().optional(),
    version: z.literal(1),
    settings: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])).optional(),
    texts: textsSchema().optional(),
    tradeCodes: tradeCodesSchema().optional(),
    ...sections,
  });
  return z.toJSONSchema(document, { io: 'input', unrepresentable: 'any' });
}
