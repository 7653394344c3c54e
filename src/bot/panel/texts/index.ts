import { createFormat, type Format } from '../../texts/format';
import type { Language } from '../../texts/languages';
import { ar } from './ar';
import { en, type PanelTexts } from './en';
import { ru } from './ru';

export type { PanelTexts } from './en';

const made = new Map<string, { panel: PanelTexts; format: Format }>();

/** The panel's texts in one language, and how values are written in it. Made once for each. */
export function panelTextsFor(language: Language, currency: string): { panel: PanelTexts; format: Format } {
  const key = `${language}:${currency}`;
  let texts = made.get(key);
  if (!texts) {
    const format = createFormat(language, currency);
    texts = { panel: { en, ar, ru }[language](format), format };
    made.set(key, texts);
  }
  return texts;
}
