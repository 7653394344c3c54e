import type { App } from '../../app';
import type { ChannelRow } from '../../database/stores/channels';
import type { ChannelPurpose, LackingRight } from '../../domain/channel/channel-purpose';
import { joinUrl, readChannelReference, readInviteLink } from '../../domain/channel/channel-reference';
import type { Channel } from '../../ports/messenger';
import type { Author } from '../catalogue/save-row';

export type { ChannelPurpose, LackingRight };

export interface AddChannelOrder extends Author {
  /** `@name`, a t.me link or a marked id. Of a forwarded post: the id of the channel that it came from. */
  readonly reference: string;
  /** For private channels; the bot makes one of its own when none is given and it may. */
  readonly inviteLink?: string;
  readonly purpose: ChannelPurpose;
}

export type AddChannelOutcome =
  | { readonly kind: 'added'; readonly channel: ChannelRow; readonly isNew: boolean }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'bad_invite_link' }
  /** Bots cannot open invite links: forward a post, or make the bot an admin there. The link is good for later. */
  | { readonly kind: 'needs_post'; readonly inviteLink: string }
  | { readonly kind: 'not_found'; readonly detail: string }
  | { readonly kind: 'bot_lacks'; readonly title: string; readonly rights: readonly LackingRight[] }
  | { readonly kind: 'try_later'; readonly afterS: number | undefined };

/**
 * Takes up a channel or group, or refreshes what is known of it: asks Telegram what it is and what the bot may do there,
 * and says what is missing. Nothing is stored unless all is well.
 */
export async function addChannel(app: App, order: AddChannelOrder): Promise<AddChannelOutcome> {
  const reference = readChannelReference(order.reference);
  if (reference.kind === 'unreadable') return reference;
  if (reference.kind === 'invite') return { kind: 'needs_post', inviteLink: reference.link };
  const given = order.inviteLink === undefined ? null : readInviteLink(order.inviteLink);
  if (given === undefined) return { kind: 'bad_invite_link' };

  const name = reference.kind === 'public' ? `@${reference.name}` : String(reference.telegramId);
  const found = await app.telegram.findChannel(name);
  if (found.kind === 'not_found') return found;
  if (found.kind !== 'found') return { kind: 'try_later', afterS: found.kind === 'flood' ? found.seconds : undefined };
  const { channel } = found;
  const rights = lackingRights(channel, order.purpose);
  if (rights.length > 0) return { kind: 'bot_lacks', title: channel.title, rights };

  const known = await app.db.channels.findByTelegramId(channel.id);
  const link = given ?? known?.inviteLink ?? null;
  const needsLink = order.purpose === 'MEMBERSHIP' && !joinUrl({ ...channel, inviteLink: link });
  const invite = needsLink ? await app.telegram.createInviteLink(channel.id) : undefined;
  if (invite?.kind === 'refused') return { kind: 'bot_lacks', title: channel.title, rights: ['INVITE_USERS'] };
  if (invite && invite.kind !== 'created') return { kind: 'try_later', afterS: undefined };
  return store(app, channel, invite?.link ?? given, order);
}

/** Empty when the bot can do what it must. */
export function lackingRights({ bot }: Pick<Channel, 'bot'>, purpose: ChannelPurpose): LackingRight[] {
  if (purpose === 'POSTS') return bot.canPost ? [] : bot.isIn ? ['POST_MESSAGES'] : ['BE_IN', 'POST_MESSAGES'];
  return bot.isAdmin ? [] : bot.isIn ? ['BE_ADMIN'] : ['BE_IN', 'BE_ADMIN'];
}

async function store(
  app: App,
  { id: telegramId, title, username, isGroup }: Channel,
  inviteLink: string | null,
  { actor, requestId }: AddChannelOrder,
): Promise<AddChannelOutcome> {
  const at = app.clock.now();
  return app.db.transact(async (tx) => {
    const { channel, isNew } = await tx.channels.save({ telegramId, title, username, inviteLink, isGroup, at });
    const facts = {
      telegramId: String(telegramId),
      title,
      username,
      isGroup,
      hasInviteLink: channel.inviteLink !== null,
    };
    const action = isNew ? 'channel.added' : 'channel.refreshed';
    const audit = tx.audit;
    await audit.write({ actor, action, entity: 'channel', entityId: channel.id, facts, requestId, at });
    return { kind: 'added', channel, isNew } as const;
  });
}
