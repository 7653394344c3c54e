import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import { problemAt } from '../../domain/problems';
import type { AddChannelOutcome } from '../../usecases/channels/add-channel';
import type { orderRequirements } from '../../usecases/channels/save-requirement';
import { Channel } from '../types/channel.types';
import { LackingRightEnum } from '../types/enums';
import { InvalidInput, NotFound } from './catalogue.results';
import { Refusal, refusalOr } from './refusals';
import { unreachable } from './unreachable';

@ObjectType({
  implements: Refusal,
  description: 'Telegram knows no channel or group by that name, or shows none to bots.',
})
export class ChannelNotFound extends Refusal {
  override message = 'Telegram shows no such channel. Check the name, or make the bot an admin there and try again.';

  @Field(() => String, { description: "Telegram's own word." }) detail: string;

  constructor(detail: string) {
    super();
    this.detail = detail;
  }
}

@ObjectType({ implements: Refusal, description: 'Bots cannot open invite links.' })
export class InviteLinkNotResolvable extends Refusal {
  override message =
    'A bot cannot open an invite link. Make the bot an admin of the channel, find it among channelCandidates, and give its telegramId as the reference and this link as inviteLink.';

  @Field(() => String) inviteLink: string;

  constructor(inviteLink: string) {
    super();
    this.inviteLink = inviteLink;
  }
}

@ObjectType({ implements: Refusal, description: 'The bot lacks rights in the channel. Give them to it and try again.' })
export class BotLacksRights extends Refusal {
  @Field(() => String) title: string;
  @Field(() => [LackingRightEnum]) rights: readonly string[];

  constructor(title: string, rights: readonly string[]) {
    super();
    this.title = title;
    this.rights = rights;
    this.message = `In this channel the bot lacks: ${rights.join(', ')}. Give it that, then try again.`;
  }
}

@ObjectType({ implements: Refusal, description: 'Telegram cannot be asked now, or not by this process.' })
export class TelegramUnavailable extends Refusal {
  override message = 'Telegram cannot be asked right now. Try again later, at the process that serves the chat.';

  @Field(() => Int, { nullable: true, description: 'Seconds that Telegram asked us to wait.' })
  retryAfterS: number | undefined;

  constructor(retryAfterS: number | undefined) {
    super();
    this.retryAfterS = retryAfterS;
  }
}

@ObjectType({ description: 'The channel as it stands now.' })
export class ChannelAdded {
  @Field(() => Channel) channel: object;
  @Field(() => Boolean, { description: 'False: it was known, and was brought up to date.' }) isNew: boolean;

  constructor(channel: object, isNew: boolean) {
    this.channel = channel;
    this.isNew = isNew;
  }
}

@ObjectType()
export class ChannelsOrdered {
  @Field(() => [Channel], { description: 'The required channels in the order of the gate, at most 100.' })
  channels: readonly object[];

  constructor(channels: readonly object[]) {
    this.channels = channels;
  }
}

export const AddChannelResult = createUnionType({
  name: 'AddChannelResult',
  types: () =>
    [
      ChannelAdded,
      InvalidInput,
      InviteLinkNotResolvable,
      ChannelNotFound,
      BotLacksRights,
      TelegramUnavailable,
    ] as const,
});
export const SaveChannelResult = createUnionType({
  name: 'SaveChannelResult',
  types: () => [Channel, NotFound, InvalidInput] as const,
  resolveType: refusalOr('Channel'),
});
export const OrderChannelsResult = createUnionType({
  name: 'OrderChannelsResult',
  types: () => [ChannelsOrdered, NotFound, InvalidInput] as const,
});

export async function toAddedChannel(outcome: AddChannelOutcome, read: (id: number) => Promise<object | undefined>) {
  switch (outcome.kind) {
    case 'added':
      return new ChannelAdded((await read(outcome.channel.id))!, outcome.isNew);
    case 'unreadable':
      return new InvalidInput(problemAt('reference', 'channel_reference'));
    case 'bad_invite_link':
      return new InvalidInput(problemAt('inviteLink', 'channel_invite'));
    case 'needs_post':
      return new InviteLinkNotResolvable(outcome.inviteLink);
    case 'not_found':
      return new ChannelNotFound(outcome.detail);
    case 'bot_lacks':
      return new BotLacksRights(outcome.title, outcome.rights);
    case 'try_later':
      return new TelegramUnavailable(outcome.afterS);
    default:
      return unreachable(outcome);
  }
}

export async function toOrdered(
  outcome: Awaited<ReturnType<typeof orderRequirements>>,
  list: () => Promise<readonly object[]>,
) {
  switch (outcome.kind) {
    case 'ordered':
      return new ChannelsOrdered(await list());
    case 'not_found':
      return new NotFound(outcome.entity);
    case 'invalid':
      return new InvalidInput(outcome.problem);
    default:
      return unreachable(outcome);
  }
}
