import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Steering } from '../../domain/broadcast/broadcast-status';
import type { BroadcastInput as Content } from '../../usecases/broadcasts/broadcast-form';
import { countBroadcastAudience, findBroadcast, searchBroadcasts } from '../../usecases/broadcasts/find-broadcast';
import { previewBroadcast } from '../../usecases/broadcasts/preview-broadcast';
import { createBroadcast, updateBroadcast } from '../../usecases/broadcasts/save-broadcast';
import { steerBroadcast } from '../../usecases/broadcasts/steer-broadcast';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { BroadcastInput } from '../inputs/broadcast.inputs';
import { checkedKey } from '../inputs/checks';
import {
  PreviewBroadcastResult,
  SaveBroadcastResult,
  SteerBroadcastResult,
  toPreviewed,
  toSavedBroadcast,
  toSteered,
} from '../results/broadcast.results';
import { Broadcast, BroadcastConnection } from '../types/broadcast.type';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import { BigIntIdScalar } from '../types/scalars';

const ID = () => Int;
const reader =
  ({ app }: ApiContext) =>
  (id: number) =>
    findBroadcast(app, id);
const author = ({ actor, requestId }: ApiContext) => ({ actor, requestId });

/** A body has no room for more; the form refuses it by the same words as a picture of the wrong kind. */
const LARGEST_PHOTO_BASE64 = 200 * 1024;

function contentOf({ photo, ...input }: BroadcastInput): Content {
  if (typeof photo !== 'string') return { ...input, photo } as Content;
  const content = photo.length <= LARGEST_PHOTO_BASE64 ? Buffer.from(photo, 'base64') : Buffer.alloc(0);
  return { ...input, photo: { content } } as Content;
}

@Resolver()
export class BroadcastResolver {
  @Scoped('broadcasts:read')
  @Query(() => BroadcastConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async broadcasts(@Args(() => PageArgs) page: PageArgs, @Ctx() { app }: ApiContext) {
    return toConnection(await searchBroadcasts(app, toPageRequest(page)), BroadcastConnection);
  }

  @Scoped('broadcasts:read')
  @Query(() => Broadcast, { nullable: true, description: 'With how far it is.' })
  broadcast(@Arg('id', ID) id: number, @Ctx() { app }: ApiContext) {
    return findBroadcast(app, id);
  }

  @Scoped('broadcasts:read')
  @Query(() => Int, { complexity: 500, description: 'How many people it would reach if it were started now.' })
  broadcastAudience(@Arg('id', ID) id: number, @Ctx() { app }: ApiContext) {
    return countBroadcastAudience(app, id);
  }

  @Scoped('broadcasts:write')
  @Mutation(() => SaveBroadcastResult, { description: 'Keeps a draft. Nobody gets anything before it is started.' })
  async createBroadcast(@Arg('input', () => BroadcastInput) input: BroadcastInput, @Ctx() context: ApiContext) {
    const outcome = await createBroadcast(context.app, contentOf(input), author(context));
    return toSavedBroadcast(outcome, reader(context));
  }

  @Scoped('broadcasts:write')
  @Mutation(() => SaveBroadcastResult, { description: 'Replaces the whole draft.' })
  async updateBroadcast(
    @Arg('id', ID) id: number,
    @Arg('input', () => BroadcastInput) input: BroadcastInput,
    @Ctx() context: ApiContext,
  ) {
    const outcome = await updateBroadcast(context.app, id, contentOf(input), author(context));
    return toSavedBroadcast(outcome, reader(context));
  }

  @Scoped('broadcasts:write')
  @Mutation(() => PreviewBroadcastResult, { description: 'Sends it to one person, as all would get it.' })
  async previewBroadcast(
    @Arg('id', ID) id: number,
    @Arg('userId', () => BigIntIdScalar) userId: bigint,
    @Arg('idempotencyKey', () => String) idempotencyKey: string,
    @Ctx() context: ApiContext,
  ) {
    const order = { id, userId, key: checkedKey(idempotencyKey), ...author(context) };
    return toPreviewed(await previewBroadcast(context.app, order), userId);
  }

  @Scoped('broadcasts:write')
  @Mutation(() => SteerBroadcastResult, { description: 'Begins to send. Repeating it changes nothing.' })
  startBroadcast(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    return this.steer(id, 'start', context);
  }

  @Scoped('broadcasts:write')
  @Mutation(() => SteerBroadcastResult, { description: 'What is being sent at this moment still arrives.' })
  pauseBroadcast(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    return this.steer(id, 'pause', context);
  }

  @Scoped('broadcasts:write')
  @Mutation(() => SteerBroadcastResult, { description: 'Goes on where it was paused.' })
  resumeBroadcast(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    return this.steer(id, 'resume', context);
  }

  @Scoped('broadcasts:write')
  @Mutation(() => SteerBroadcastResult, { description: 'Ends it for good; what was sent stays.' })
  cancelBroadcast(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    return this.steer(id, 'cancel', context);
  }

  private async steer(id: number, act: Steering, context: ApiContext) {
    return toSteered(await steerBroadcast(context.app, { id, act, ...author(context) }), reader(context));
  }
}
