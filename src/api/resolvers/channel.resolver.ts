import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { readChannel, readChannelCandidates, readChannels } from '../../database/queries/channels';
import { readRewardClaims } from '../../database/queries/reward-claims';
import { addChannel } from '../../usecases/channels/add-channel';
import {
  orderRequirements,
  type RequirementChanges,
  removeRequirement,
  saveRequirement,
} from '../../usecases/channels/save-requirement';
import { type RewardInput, saveReward } from '../../usecases/rewards/save-reward';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import {
  AddChannelInput,
  ChannelFilterInput,
  ChannelRequirementInput,
  ChannelRewardInput,
  RewardClaimFilterInput,
} from '../inputs/channel.inputs';
import { given } from '../inputs/given';
import { toSaved } from '../results/catalogue.results';
import {
  AddChannelResult,
  OrderChannelsResult,
  SaveChannelResult,
  toAddedChannel,
  toOrdered,
} from '../results/channel.results';
import { Channel, ChannelCandidate, ChannelConnection, RewardClaimConnection } from '../types/channel.types';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';

const MOST = 100;
const reader =
  ({ app }: ApiContext) =>
  (id: number) =>
    readChannel(app.db, id, app.clock.now());
const author = ({ actor, requestId }: ApiContext) => ({ actor, requestId });

@Resolver()
export class ChannelResolver {
  @Scoped('channels:read')
  @Query(() => ChannelConnection, {
    complexity: pageComplexity,
    description: 'Required ones first, in the order of the gate.',
  })
  async channels(
    @Arg('filter', () => ChannelFilterInput, { nullable: true }) filter: ChannelFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: given(filter), page: toPageRequest(page), now: app.clock.now() };
    return toConnection(await readChannels(app.db, request), ChannelConnection);
  }

  @Scoped('channels:read')
  @Query(() => Channel, { nullable: true })
  channel(@Arg('id', () => Int) id: number, @Ctx() { app }: ApiContext) {
    return readChannel(app.db, id, app.clock.now());
  }

  @Scoped('channels:read')
  @Query(() => [ChannelCandidate], {
    description: 'Where the bot was made an admin lately, at most 100, newest first.',
  })
  channelCandidates(@Ctx() { app }: ApiContext) {
    return readChannelCandidates(app.db, { limit: MOST });
  }

  @Scoped('channels:read')
  @Query(() => RewardClaimConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async rewardClaims(
    @Arg('filter', () => RewardClaimFilterInput, { nullable: true }) filter: RewardClaimFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: given(filter), page: toPageRequest(page) };
    return toConnection(await readRewardClaims(app.db, request), RewardClaimConnection);
  }

  @Scoped('channels:write')
  @Mutation(() => AddChannelResult, {
    complexity: 50,
    description:
      'Takes up a channel or group, or brings it up to date, after asking Telegram what the bot may do there.',
  })
  async addChannel(@Arg('input', () => AddChannelInput) input: AddChannelInput, @Ctx() context: ApiContext) {
    const { reference, inviteLink, purpose } = input;
    const order = { reference, inviteLink: inviteLink ?? undefined, purpose, ...author(context) };
    return toAddedChannel(await addChannel(context.app, order), reader(context));
  }

  @Scoped('channels:write')
  @Mutation(() => SaveChannelResult, { description: 'Nobody buys any more before joining it.' })
  async requireChannel(
    @Arg('channelId', () => Int) channelId: number,
    @Arg('input', () => ChannelRequirementInput, { nullable: true }) input: RequirementChanges | null,
    @Ctx() context: ApiContext,
  ) {
    const outcome = await saveRequirement(context.app, channelId, input ?? {}, author(context));
    return toSaved(outcome, reader(context));
  }

  @Scoped('channels:write')
  @Mutation(() => SaveChannelResult, { description: 'Nobody has to join it any more.' })
  async unrequireChannel(@Arg('channelId', () => Int) channelId: number, @Ctx() context: ApiContext) {
    return toSaved(await removeRequirement(context.app, channelId, author(context)), reader(context));
  }

  @Scoped('channels:write')
  @Mutation(() => OrderChannelsResult, {
    complexity: 500,
    description: 'Puts these required channels first in the gate, in this order.',
  })
  async orderRequiredChannels(@Arg('channelIds', () => [Int]) channelIds: number[], @Ctx() context: ApiContext) {
    const outcome = await orderRequirements(context.app, channelIds, author(context));
    const page = { limit: MOST, backward: false };
    return toOrdered(outcome, async () => {
      const now = context.app.clock.now();
      return (await readChannels(context.app.db, { filter: { isRequired: true }, page, now })).rows;
    });
  }

  @Scoped('channels:write')
  @Mutation(() => SaveChannelResult, { description: 'Offers credit for joining it, or changes the offer.' })
  async saveChannelReward(
    @Arg('channelId', () => Int) channelId: number,
    @Arg('input', () => ChannelRewardInput) input: RewardInput,
    @Ctx() context: ApiContext,
  ) {
    return toSaved(await saveReward(context.app, channelId, input, author(context)), reader(context));
  }
}
