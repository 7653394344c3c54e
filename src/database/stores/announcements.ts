import type { AnnouncementKind } from '../../domain/channel/announcement-kind';
import type { Language } from '../../domain/language';
import type { Access } from '../access';
import { select } from '../columns';
import { AnnouncementChannel } from '../entities/announcement-channel.entity';
import { AnnouncementTemplate } from '../entities/announcement-template.entity';
import { Country } from '../entities/country.entity';
import { Offer } from '../entities/offer.entity';
import { Service } from '../entities/service.entity';

/** An offer as an announcement shows it. */
export interface AnnouncedOffer {
  readonly offerId: number;
  readonly serviceName: string;
  readonly serviceEmoji: string;
  readonly countryIso: string;
  readonly countryName: string;
  readonly price: bigint;
}

const OFFER = `${select(Offer, 'o', ['price'], { offerId: 'id' })},
  ${select(Service, 's', [], { serviceName: 'name', serviceEmoji: 'emoji' })},
  ${select(Country, 'c', [], { countryIso: 'iso', countryName: 'name' })}`;

export class AnnouncementStore {
  constructor(private readonly db: Access) {}

  findChannel(channelId: number): Promise<AnnouncementChannel | null> {
    return this.db.manager.findOneBy(AnnouncementChannel, { channelId });
  }

  hasActiveChannel(): Promise<boolean> {
    return this.db.manager.existsBy(AnnouncementChannel, { isActive: true });
  }

  async saveChannel(o: Omit<AnnouncementChannel, 'channel'>): Promise<void> {
    const insert = this.db.manager.createQueryBuilder().insert().into(AnnouncementChannel).values(o);
    await insert.orUpdate(['is_active', 'kinds', 'language'], ['channel_id']).execute();
  }

  async findTemplate(kind: AnnouncementKind, language: Language): Promise<string | undefined> {
    return (await this.db.manager.findOneBy(AnnouncementTemplate, { kind, language }))?.text;
  }

  /** Null: the shop's own words again. */
  async saveTemplate(kind: AnnouncementKind, language: Language, text: string | null, updatedAt: Date): Promise<void> {
    if (text === null) await this.db.manager.delete(AnnouncementTemplate, { kind, language });
    else await this.db.manager.upsert(AnnouncementTemplate, { kind, language, text, updatedAt }, ['kind', 'language']);
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
      `SELECT ${OFFER}
       FROM offers o JOIN services s ON s.id = o.service_id AND s.is_active AND s.deleted_at IS NULL
         JOIN countries c ON c.id = o.country_id AND c.is_active
       WHERE o.id = ANY ($1) AND o.is_active ORDER BY s.position, s.name, c.position, c.name, o.id`,
      [ids],
    );
  }

  /** Some offers on sale, for a preview. */
  async sampleOffers(limit: number): Promise<number[]> {
    const some = { where: { isActive: true }, order: { id: 'ASC' }, take: limit } as const;
    return (await this.db.manager.find(Offer, { select: { id: true }, ...some })).map(({ id }) => id);
  }
}
