import type { Language } from '../../domain/language';
import { type CustomTexts, TEXT_RULES, type TextKey } from '../../domain/texts/custom-texts';
import type { Access } from '../access';
import { lockName } from '../acts/lock-name';
import { CustomText } from '../entities/custom-text.entity';

/** Texts for buyers in operators' own words. */
export class CustomTextStore {
  constructor(private readonly db: Access) {}

  /** Those that operators wrote, and that this program knows. */
  async list(): Promise<CustomText[]> {
    const rows = await this.db.manager.find(CustomText, { order: { language: 'ASC', key: 'ASC' } });
    return rows.filter(({ key }) => Object.hasOwn(TEXT_RULES, key));
  }

  /** The same by language and key. */
  async readAll(): Promise<CustomTexts> {
    const texts: Partial<Record<Language, Partial<Record<TextKey, string>>>> = {};
    for (const { language, key, text } of await this.list()) texts[language] = { ...texts[language], [key]: text };
    return texts;
  }

  /** Sets the words; null takes them away. Returns what stood there before, undefined when nothing did. */
  async put(o: { language: Language; key: TextKey; text: string | null; at: Date }): Promise<string | undefined> {
    const { language, key, text, at } = o;
    // A text that nobody wrote yet has no row to lock.
    await lockName(this.db, `shop_text:${language}/${key}`);
    const before = await this.db.manager.findOneBy(CustomText, { language, key });
    if (text === null) await this.db.manager.delete(CustomText, { language, key });
    else await this.db.manager.upsert(CustomText, { language, key, text, updatedAt: at }, ['language', 'key']);
    return before?.text;
  }
}
