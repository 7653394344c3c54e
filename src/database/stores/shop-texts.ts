import type { Language } from '../../domain/language';
import { TEXT_RULES, type TextKey } from '../../domain/texts/shop-texts';
import type { Access } from '../access';

export interface ShopTextRow {
  readonly language: Language;
  readonly key: TextKey;
  readonly text: string;
  readonly updatedAt: Date;
}

export class ShopTextStore {
  constructor(private readonly db: Access) {}

  /** Those that operators wrote, and that this program knows. */
  async list(): Promise<ShopTextRow[]> {
    const rows = await this.db.sql.rows<ShopTextRow>(
      'shopTexts.list',
      'SELECT language, key, text, updated_at AS "updatedAt" FROM shop_texts ORDER BY language, key',
    );
    return rows.filter(({ key }) => Object.hasOwn(TEXT_RULES, key));
  }

  /** Sets the words; null takes them away. Returns what stood there before, undefined when nothing did. */
  async put(o: { language: Language; key: TextKey; text: string | null; at: Date }): Promise<string | undefined> {
    // A text that nobody wrote yet has no row to lock.
    await this.db.sql.rows('shopTexts.lockKey', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `shop_text:${o.language}/${o.key}`,
    ]);
    const [before] = await this.db.sql.rows<{ text: string }>(
      'shopTexts.lock',
      'SELECT text FROM shop_texts WHERE language = $1 AND key = $2 FOR UPDATE',
      [o.language, o.key],
    );
    if (o.text === null)
      await this.db.sql.rows('shopTexts.drop', 'DELETE FROM shop_texts WHERE language = $1 AND key = $2', [
        o.language,
        o.key,
      ]);
    else
      await this.db.sql.rows(
        'shopTexts.put',
        `INSERT INTO shop_texts (language, key, text, updated_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (language, key) DO UPDATE SET text = EXCLUDED.text, updated_at = EXCLUDED.updated_at`,
        [o.language, o.key, o.text, o.at],
      );
    return before?.text;
  }
}
