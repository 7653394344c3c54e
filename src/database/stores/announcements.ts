import type { AnnouncementKind } from '../../domain/channel/announcement-kind';
import type { Access } from '../access';

export interface AnnouncementChannelRow {
  readonly channelId: number;
  readonly title: string;
  readonly isActive: boolean;
  readonly kinds: readonly AnnouncementKind[];
  readonly language: 'en' | 'ar' | 'ru';
  readonly createdAt: Date;
}

export interface TemplateRow {
  readonly kind: AnnouncementKind;
  readonly language: 'en' | 'ar' | 'ru';
  readonly text: string;
  readonly updatedAt: Date;
}

/** An offer as an announcement shows it. */
export interface AnnouncedOffer {
  readonly offerId: number;
  readonly serviceName: string;
  readonly serviceEmoji: string;
  readonly countryIso: string;
  readonly countryName: string;
  readonly price: bigint;
}

const COLUMNS = `a.channel_id AS "channelId", c.title, a.is_active AS "isActive", a.kinds, a.language,
  a.created_at AS "createdAt"`;

export class AnnouncementStore {
  constructor(private readonly db: Access) {}

  async findChannel(channelId: number): Promise<AnnouncementChannelRow | undefined> {
    const [row] = await this.db.sql.rows<AnnouncementChannelRow>(
      'announcements.findChannel',
      `SELECT ${COLUMNS} FROM announcement_channels a JOIN channels c ON c.id = a.channel_id WHERE a.channel_id = $1`,
      [channelId],
    );
    return row;
  }

  async listChannels(): Promise<AnnouncementChannelRow[]> {
    return this.db.sql.rows<AnnouncementChannelRow>(
      'announcements.listChannels',
      `SELECT ${COLUMNS} FROM announcement_channels a JOIN channels c ON c.id = a.channel_id ORDER BY a.channel_id`,
    );
  }

  async saveChannel(o: {
    channelId: number;
    isActive: boolean;
    kinds: readonly AnnouncementKind[];
    language: string;
    now: Date;
  }): Promise<void> {
    await this.db.sql.rows(
      'announcements.saveChannel',
      `INSERT INTO announcement_channels (channel_id, is_active, kinds, language, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (channel_id) DO UPDATE SET is_active = EXCLUDED.is_active, kinds = EXCLUDED.kinds,
         language = EXCLUDED.language`,
      [o.channelId, o.isActive, o.kinds, o.language, o.now],
    );
  }

  async listTemplates(): Promise<TemplateRow[]> {
    return this.db.sql.rows<TemplateRow>(
      'announcements.listTemplates',
      `SELECT kind, language, text, updated_at AS "updatedAt" FROM announcement_templates ORDER BY kind, language`,
    );
  }

  async findTemplate(kind: AnnouncementKind, language: string): Promise<string | undefined> {
    const [row] = await this.db.sql.rows<{ text: string }>(
      'announcements.findTemplate',
      'SELECT text FROM announcement_templates WHERE kind = $1 AND language = $2',
      [kind, language],
    );
    return row?.text;
  }

  /** Null: the shop's own words again. */
  async saveTemplate(kind: AnnouncementKind, language: string, text: string | null, now: Date): Promise<void> {
    if (text === null) {
      await this.db.sql.rows(
        'announcements.dropTemplate',
        'DELETE FROM announcement_templates WHERE kind = $1 AND language = $2',
        [kind, language],
      );
      return;
    }
    await this.db.sql.rows(
      'announcements.saveTemplate',
      `INSERT INTO announcement_templates (kind, language, text, updated_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (kind, language) DO UPDATE SET text = EXCLUDED.text, updated_at = EXCLUDED.updated_at`,
      [kind, language, text, now],
    );
  }

  /** See the function `sweep_offers`. */
  async sweep(o: { now: Date; everyS: number; outS: number; isSilent: boolean }): Promise<number> {
    const [row] = await this.db.sql.rows<{ count: number }>(
      'announcements.sweep',
      'SELECT sweep_offers($1, $2, $3, $4) AS count',
      [o.now, o.everyS, o.outS, o.isSilent],
    );
    return row!.count;
  }

  /** Those of these offers that are on sale, by service and country. */
  async readOffers(ids: readonly number[]): Promise<AnnouncedOffer[]> {
    return this.db.sql.rows<AnnouncedOffer>(
      'announcements.readOffers',
      `SELECT o.id AS "offerId", s.name AS "serviceName", s.emoji AS "serviceEmoji", c.iso AS "countryIso",
         c.name AS "countryName", o.price
       FROM offers o JOIN services s ON s.id = o.service_id AND s.is_active AND s.deleted_at IS NULL
         JOIN countries c ON c.id = o.country_id AND c.is_active
       WHERE o.id = ANY ($1) AND o.is_active ORDER BY s.position, s.name, c.position, c.name, o.id`,
      [ids],
    );
  }

  /** Some offers on sale, for a preview. */
  async sampleOffers(limit: number): Promise<number[]> {
    const rows = await this.db.sql.rows<{ id: number }>(
      'announcements.sampleOffers',
      'SELECT id FROM offers WHERE is_active ORDER BY id LIMIT $1',
      [limit],
    );
    return rows.map(({ id }) => id);
  }
}
