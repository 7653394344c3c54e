import type { App } from '../../app';
import type { AnnouncedOffer } from '../../database/stores/announcements';
import type { AnnouncementKind } from '../../domain/channel/announcement-kind';
import type { Language } from '../../domain/language';

export interface AnnouncedItem extends AnnouncedOffer {
  /** Of a changed price. */
  readonly oldPrice: bigint | null;
}

/** What an announcement says, as things stand when it is sent. */
export interface Announcement {
  readonly kind: AnnouncementKind;
  readonly items: readonly AnnouncedItem[];
  /** Further ones that have no line of their own. */
  readonly more: number;
  /** The operator's words; undefined: the shop's own. */
  readonly template: string | undefined;
}

/** Undefined when nothing of it is on sale any more. A price that went back meanwhile is no news. */
export async function findAnnouncement(
  app: App,
  o: {
    kind: AnnouncementKind;
    language: Language;
    items: readonly { offerId: number; oldPrice: bigint | null }[];
    more: number;
  },
): Promise<Announcement | undefined> {
  const oldPrices = new Map(o.items.map(({ offerId, oldPrice }) => [offerId, oldPrice]));
  const offers = await app.db.announcements.readOffers([...oldPrices.keys()]);
  const items = offers
    .map((offer) => ({ ...offer, oldPrice: oldPrices.get(offer.offerId) ?? null }))
    .filter(({ price, oldPrice }) => o.kind !== 'PRICE_CHANGE' || price !== oldPrice);
  if (items.length === 0) return undefined;
  const template = await app.db.announcements.findTemplate(o.kind, o.language);
  return { kind: o.kind, items, more: o.more, template };
}
