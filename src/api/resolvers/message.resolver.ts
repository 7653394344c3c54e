import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { readMessage, readMessages } from '../../database/queries/messages';
import { assignMessage } from '../../usecases/messages/assign-message';
import { listAssignable } from '../../usecases/messages/list-assignable';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { given } from '../inputs/given';
import { InboundMessageFilterInput } from '../inputs/message-filter.input';
import { AssignMessageResult, toAssigned } from '../results/message.results';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import { AssignableReservation, InboundMessage, InboundMessageConnection } from '../types/message.type';
import { BigIntIdScalar } from '../types/scalars';

@Resolver()
export class MessageResolver {
  @Scoped('messages:read')
  @Query(() => InboundMessageConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async messages(
    @Arg('filter', () => InboundMessageFilterInput, { nullable: true }) filter: InboundMessageFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const { phone, ...same } = given(filter);
    const conditions = { ...same, ...(phone === undefined ? {} : { phone: phone.replace(/\D/g, '') }) };
    const found = await readMessages(app.db, conditions, toPageRequest(page));
    return toConnection(found, InboundMessageConnection);
  }

  @Scoped('messages:read')
  @Query(() => InboundMessage, { nullable: true })
  message(@Arg('id', () => BigIntIdScalar) id: bigint, @Ctx() { app }: ApiContext) {
    return readMessage(app.db, id);
  }

  @Scoped('messages:read')
  @Query(() => [AssignableReservation], {
    complexity: ({ childComplexity }) => 20 + 20 * childComplexity,
    description: 'The reservations that an orphan could still be given to, newest first; at most 20.',
  })
  assignableReservations(@Arg('messageId', () => BigIntIdScalar) messageId: bigint, @Ctx() { app }: ApiContext) {
    return listAssignable(app, messageId);
  }

  @Scoped('messages:write')
  @Mutation(() => AssignMessageResult, {
    description:
      'Gives an orphan to a reservation. Money moves as if it had found it by itself; repeating it moves none.',
  })
  async assignMessage(
    @Arg('messageId', () => BigIntIdScalar) messageId: bigint,
    @Arg('reservationId', () => BigIntIdScalar) reservationId: bigint,
    @Ctx() { app, actor, requestId }: ApiContext,
  ) {
    return toAssigned(await assignMessage(app, { messageId, reservationId, actor, requestId }));
  }
}
