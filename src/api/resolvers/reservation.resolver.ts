import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ReservationFilter, ReservationRow } from '../../database/reads/reservations.read';
import { publicStatus, RESERVATION_STATUSES } from '../../domain/reservation/reservation-status';
import { findReservationRow, searchReservations } from '../../usecases/reports/search-reservations';
import { searchTransfers } from '../../usecases/reports/search-transfers';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { given } from '../inputs/given';
import { ReservationFilterInput } from '../inputs/reservation-filter.input';
import { pageComplexity, toConnection } from '../types/connection';
import { ReservationStatusEnum } from '../types/enums';
import { PageArgs, toPageRequest } from '../types/page-args';
import { Reservation, ReservationConnection } from '../types/reservation.type';
import { BigIntIdScalar } from '../types/scalars';
import { TransactionConnection } from '../types/transaction.type';

@Resolver(() => Reservation)
export class ReservationResolver {
  @Scoped('reservations:read')
  @Query(() => ReservationConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async reservations(
    @Arg('filter', () => ReservationFilterInput, { nullable: true }) filter: ReservationFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: toFilter(filter), page: toPageRequest(page) };
    return toConnection(await searchReservations(app, request), ReservationConnection);
  }

  @Scoped('reservations:read')
  @Query(() => Reservation, { nullable: true })
  reservation(@Arg('id', () => BigIntIdScalar) id: bigint, @Ctx() { app }: ApiContext) {
    return findReservationRow(app, id);
  }

  @FieldResolver(() => ReservationStatusEnum)
  status(@Root() reservation: ReservationRow) {
    return publicStatus(reservation.stage);
  }

  @Scoped('wallet:read')
  @FieldResolver(() => TransactionConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async transactions(@Root() { id }: ReservationRow, @Args(() => PageArgs) page: PageArgs, @Ctx() { app }: ApiContext) {
    const request = { filter: { reservationId: id }, page: toPageRequest(page) };
    return toConnection(await searchTransfers(app, request), TransactionConnection);
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
