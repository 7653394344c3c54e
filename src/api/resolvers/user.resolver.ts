import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { readReservations } from '../../database/queries/reservations';
import { readTransfers } from '../../database/queries/transfers';
import { readUser, readUsers, type UserFilter, type UserRow } from '../../database/queries/users';
import type { UserSort } from '../../domain/enum-values';
import { setBan } from '../../usecases/users/ban-user';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { checkedText } from '../inputs/checks';
import { given } from '../inputs/given';
import { UserFilterInput } from '../inputs/user-filter.input';
import { BanResult } from '../results/access.results';
import { UserNotFound } from '../results/refusals';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import { UserSortEnum } from '../types/enums';
import { ReservationConnection } from '../types/reservation.type';
import { BigIntIdScalar } from '../types/scalars';
import { User, UserConnection } from '../types/user.types';
import { TransactionConnection } from '../types/wallet.types';

@Resolver(() => User)
export class UserResolver {
  @Scoped('users:read')
  @Query(() => UserConnection, { complexity: pageComplexity })
  async users(
    @Arg('filter', () => UserFilterInput, { nullable: true }) filter: UserFilterInput | null,
    @Arg('sort', () => UserSortEnum, { defaultValue: 'NEWEST' }) sort: UserSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    return toConnection(
      await readUsers(app.db, { filter: toFilter(filter), sort, page: toPageRequest(page) }),
      UserConnection,
    );
  }

  @Scoped('users:read')
  @Query(() => User, { nullable: true })
  user(@Arg('id', () => BigIntIdScalar) id: bigint, @Ctx() { app }: ApiContext) {
    return readUser(app.db, id);
  }

  @Scoped('users:write')
  @Mutation(() => BanResult, { description: 'Shuts a user out. What he has reserved runs on.' })
  banUser(
    @Arg('userId', () => BigIntIdScalar) userId: bigint,
    @Arg('reason', () => String, { nullable: true }) reason: string | null,
    @Ctx() context: ApiContext,
  ) {
    return ban(context, userId, true, reason);
  }

  @Scoped('users:write')
  @Mutation(() => BanResult, { description: 'Lets a user in again.' })
  unbanUser(
    @Arg('userId', () => BigIntIdScalar) userId: bigint,
    @Arg('reason', () => String, { nullable: true }) reason: string | null,
    @Ctx() context: ApiContext,
  ) {
    return ban(context, userId, false, reason);
  }

  @Scoped('wallet:read')
  @FieldResolver(() => TransactionConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async transactions(@Root() user: UserRow, @Args(() => PageArgs) page: PageArgs, @Ctx() { app }: ApiContext) {
    const request = { filter: { userId: user.id }, page: toPageRequest(page) };
    return toConnection(await readTransfers(app.db, request), TransactionConnection);
  }

  @Scoped('reservations:read')
  @FieldResolver(() => ReservationConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async reservations(@Root() user: UserRow, @Args(() => PageArgs) page: PageArgs, @Ctx() { app }: ApiContext) {
    const request = { filter: { userId: user.id }, page: toPageRequest(page) };
    return toConnection(await readReservations(app.db, request), ReservationConnection);
  }
}

async function ban(context: ApiContext, userId: bigint, isBanned: boolean, words: string | null) {
  const { app, actor, requestId } = context;
  const reason = checkedText('reason', words, 500);
  const outcome = await setBan(app, { userId, isBanned, reason, actor, requestId });
  return outcome.kind === 'saved' ? (await readUser(app.db, userId))! : new UserNotFound(userId);
}

function toFilter(input: UserFilterInput | null): UserFilter {
  const filter = given(input);
  for (const name of ['username', 'search'] as const) checkedText(name, filter[name], 100);
  return filter;
}
