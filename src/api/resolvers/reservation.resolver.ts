import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  type ReservationFilter,
  type ReservationRow,
  readReservationRow,
  readReservations,
} from '../../database/queries/reservations';
import { readTransfers } from '../../database/queries/transfers';
import type { TimeSort } from '../../domain/enum-values';
import { publicStatus, RESERVATION_STATUSES } from '../../domain/reservation/reservation-status';
import { cancelForOperator } from '../../usecases/reservations/cancel-for-operator';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { CancelReservationInput } from '../inputs/cancel-reservation.input';
import { checkedKey, checkedText } from '../inputs/checks';
import { given } from '../inputs/given';
import { ReservationFilterInput } from '../inputs/reservation-filter.input';
import { answered } from '../results/outcome';
import { IdempotencyConflict } from '../results/refusals';
import { CancelReservationResult, ReservationAlreadyEnded, ReservationCanceled } from '../results/reservation.results';
import { ReservationNotFound } from '../results/wallet.results';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import { ReservationStatusEnum, TimeSortEnum } from '../types/enums';
import { Reservation, ReservationConnection } from '../types/reservation.type';
import { BigIntIdScalar } from '../types/scalars';
import { TransactionConnection } from '../types/wallet.types';

@Resolver(() => Reservation)
export class ReservationResolver {
  @Scoped('reservations:read')
  @Query(() => ReservationConnection, {
    complexity: pageComplexity,
    description: 'Newest first, unless asked otherwise.',
  })
  async reservations(
    @Arg('filter', () => ReservationFilterInput, { nullable: true }) filter: ReservationFilterInput | null,
    @Arg('sort', () => TimeSortEnum, { defaultValue: 'NEWEST' }) sort: TimeSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: toFilter(filter), page: toPageRequest(page), sort };
    return toConnection(await readReservations(app.db, request), ReservationConnection);
  }

  @Scoped('reservations:read')
  @Query(() => Reservation, { nullable: true })
  reservation(@Arg('id', () => BigIntIdScalar) id: bigint, @Ctx() { app }: ApiContext) {
    return readReservationRow(app.db, id);
  }

  @Scoped('reservations:write')
  @Mutation(() => CancelReservationResult, {
    description:
      'Ends an open reservation: the price is released, the buyer is told, the provider gets its number back.',
  })
  async cancelReservation(
    @Arg('input', () => CancelReservationInput) input: CancelReservationInput,
    @Ctx() { app, actor, requestId }: ApiContext,
  ): Promise<typeof CancelReservationResult> {
    const { reservationId } = input;
    const key = checkedKey(input.idempotencyKey);
    const reason = checkedText('reason', input.reason, 500);
    const outcome = await cancelForOperator(app, { key, reservationId, reason, actor, requestId });
    return answered(outcome, {
      canceled: async () => new ReservationCanceled((await readReservationRow(app.db, reservationId))!, false),
      repeated: async () => new ReservationCanceled((await readReservationRow(app.db, reservationId))!, true),
      key_conflict: () => new IdempotencyConflict(),
      reservation_not_found: () => new ReservationNotFound(reservationId),
      already_ended: (o) => new ReservationAlreadyEnded(o.status),
    });
  }

  @FieldResolver(() => ReservationStatusEnum)
  status(@Root() reservation: ReservationRow) {
    return publicStatus(reservation.stage);
  }

  @Scoped('wallet:read')
  @FieldResolver(() => TransactionConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async transactions(@Root() { id }: ReservationRow, @Args(() => PageArgs) page: PageArgs, @Ctx() { app }: ApiContext) {
    const request = { filter: { reservationId: id }, page: toPageRequest(page) };
    return toConnection(await readTransfers(app.db, request), TransactionConnection);
  }
}

function toFilter(input: ReservationFilterInput | null): ReservationFilter {
  const { statuses, phone, ...same } = given(input);
  return {
    ...same,
    ...(phone === undefined ? {} : { phone: phone.replace(/[^\d]/g, '') }),
    ...(statuses === undefined
      ? {}
      : { stages: RESERVATION_STATUSES.filter((stage) => statuses.includes(publicStatus(stage))) }),
  };
}
