import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { readUserDataChannel, readUserDataChannels } from '../../database/queries/user-data';
import { previewUserData } from '../../usecases/channels/preview-user-data';
import { saveUserDataChannel } from '../../usecases/channels/save-user-data-channel';
import { eraseUser } from '../../usecases/users/erase-user';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { checkedKey } from '../inputs/checks';
import { UserDataChannelInput } from '../inputs/user-data-channel.input';
import { toSaved } from '../results/catalogue.results';
import {
  EraseUserResult,
  PreviewUserDataResult,
  SaveUserDataChannelResult,
  toErased,
  toPreviewed,
} from '../results/user-data.results';
import { BigIntIdScalar } from '../types/scalars';
import { UserDataChannel } from '../types/user.types';

const author = ({ actor, requestId }: ApiContext) => ({ actor, requestId });

@Resolver()
export class UserDataResolver {
  @Scoped('channels:read')
  @Query(() => [UserDataChannel], { description: 'The active one first.' })
  userDataChannels(@Ctx() { app }: ApiContext) {
    return readUserDataChannels(app.db);
  }

  @Scoped('channels:write')
  @Mutation(() => SaveUserDataChannelResult, {
    description: 'Makes a known channel the one into which user data is posted, or changes what is posted there.',
  })
  async saveUserDataChannel(
    @Arg('channelId', () => Int) channelId: number,
    @Arg('input', () => UserDataChannelInput) input: UserDataChannelInput,
    @Ctx() context: ApiContext,
  ) {
    const outcome = await saveUserDataChannel(context.app, channelId, input, author(context));
    return toSaved(outcome, (id) => readUserDataChannel(context.app.db, id));
  }

  @Scoped('channels:write')
  @Mutation(() => PreviewUserDataResult, {
    description: 'Sends to one person what would be posted about him: exactly what leaves.',
  })
  async previewUserData(
    @Arg('channelId', () => Int) channelId: number,
    @Arg('userId', () => BigIntIdScalar) userId: bigint,
    @Arg('idempotencyKey', () => String) idempotencyKey: string,
    @Ctx() context: ApiContext,
  ) {
    const order = { channelId, userId, key: checkedKey(idempotencyKey), ...author(context) };
    return toPreviewed(await previewUserData(context.app, order), userId);
  }

  @Scoped('users:write')
  @Mutation(() => EraseUserResult, {
    description: 'Erases a person and every trace of him but the ledger. It cannot be undone.',
  })
  async eraseUser(
    @Arg('userId', () => BigIntIdScalar) userId: bigint,
    @Arg('forfeit', () => Boolean, { defaultValue: false, description: 'Takes what is left on the balance.' })
    forfeit: boolean,
    @Ctx() context: ApiContext,
  ) {
    return toErased(await eraseUser(context.app, { userId, forfeit, ...author(context) }), userId);
  }
}
