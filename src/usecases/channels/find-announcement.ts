import type { App } from '../../app';
import type { AnnouncedOffer, AnnouncementChannelRow, TemplateRow } from '../../database/stores/announcements';
import type { AnnouncementKind } from '../../domain/channel/announcement-kind';

export type AnnouncementChannelView = AnnouncementChannelRow;
export type TemplateView = TemplateRow;

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

export function listAnnouncementChannels(app: App): Promise<AnnouncementChannelView[]> {
  return app.db.announcements.listChannels();
}

export function findAnnouncementChannel(app: App, channelId: number): Promise<AnnouncementChannelView | undefined> {
  return app.db.announcements.findChannel(channelId);
}

export function listAnnouncementTemplates(app: App): Promise<TemplateView[]> {
  return app.db.announcements.listTemplates();
}

/** Undefined when nothing of it is on sale any more. A price that went back meanwhile is no news. */
export async function findAnnouncement(
  app: App,
  o: {
    kind: AnnouncementKind;
    language: string;
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
