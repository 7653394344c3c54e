import { Field, Int, ObjectType } from 'type-graphql';
import { problemAt } from '../../domain/problems';
import type { AddChannelOutcome } from '../../usecases/channels/add-channel';
import type { orderRequirements } from '../../usecases/channels/save-requirement';
import { Channel } from '../types/channel.types';
import { LackingRightEnum } from '../types/enums';
import { InvalidInput, NotFound } from './catalogue.results';
import { answered, resultOf } from './outcome';
import { Refusal } from './refusals';

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

export const AddChannelResult = resultOf(
  'AddChannelResult',
  ChannelAdded,
  InvalidInput,
  InviteLinkNotResolvable,
  ChannelNotFound,
  BotLacksRights,
  TelegramUnavailable,
);
export const SaveChannelResult = resultOf('SaveChannelResult', Channel, NotFound, InvalidInput);
export const OrderChannelsResult = resultOf('OrderChannelsResult', ChannelsOrdered, NotFound, InvalidInput);

export async function toAddedChannel(outcome: AddChannelOutcome, read: (id: number) => Promise<object | undefined>) {
  return answered(outcome, {
    added: async (o) => new ChannelAdded((await read(o.channel.id))!, o.isNew),
    unreadable: () => new InvalidInput(problemAt('reference', 'channel_reference')),
    bad_invite_link: () => new InvalidInput(problemAt('inviteLink', 'channel_invite')),
    needs_post: (o) => new InviteLinkNotResolvable(o.inviteLink),
    not_found: (o) => new ChannelNotFound(o.detail),
    bot_lacks: (o) => new BotLacksRights(o.title, o.rights),
    try_later: (o) => new TelegramUnavailable(o.afterS),
  });
}

export async function toOrdered(
  outcome: Awaited<ReturnType<typeof orderRequirements>>,
  list: () => Promise<readonly object[]>,
) {
  return answered(outcome, {
    ordered: async () => new ChannelsOrdered(await list()),
    not_found: (o) => new NotFound(o.entity),
    invalid: (o) => new InvalidInput(o.problem),
  });
}
