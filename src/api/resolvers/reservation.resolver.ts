import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ReservationFilter, ReservationRow } from '../../database/reads/reservations.read';
import { publicStatus, RESERVATION_STATUSES } from '../../domain/reservation/reservation-status';
import { findReservationRow, searchReservations } from '../../usecases/reports/search-reservations';
import { searchTransfers } from '../../usecases/reports/search-transfers';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { given } from '../inputs/given';
import { ReservationFilterInput } from '../inputs/reservation-filter.input';
import { Country, Offer, Provider, Service } from '../types/catalogue.types';
import { pageComplexity, toConnection } from '../types/connection';
import { ReservationStatusEnum } from '../types/enums';
import { PageArgs, toPageRequest } from '../types/page-args';
import { Reservation, ReservationConnection, ReservationMessage } from '../types/reservation.type';
import { BigIntIdScalar, MoneyScalar } from '../types/scalars';
import { TransactionConnection } from '../types/transaction.type';
import { User } from '../types/user.type';

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

  @Scoped('users:read')
  @FieldResolver(() => User)
  user(@Root() reservation: ReservationRow, @Ctx() { loaders }: ApiContext) {
    return loaders.users.load(reservation.userId);
  }

  @FieldResolver(() => Offer)
  offer(@Root() reservation: ReservationRow, @Ctx() { loaders }: ApiContext) {
    return loaders.offers.load(reservation.offerId);
  }

  @FieldResolver(() => Service)
  service(@Root() reservation: ReservationRow, @Ctx() { loaders }: ApiContext) {
    return loaders.services.load(reservation.serviceId);
  }

  @FieldResolver(() => Country)
  country(@Root() reservation: ReservationRow, @Ctx() { loaders }: ApiContext) {
    return loaders.countries.load(reservation.countryId);
  }

  @Scoped('providers:read')
  @FieldResolver(() => Provider, { nullable: true })
  provider(@Root() { providerId }: ReservationRow, @Ctx() { loaders }: ApiContext) {
    return providerId === null ? null : loaders.providers.load(providerId);
  }

  @Scoped('providers:read')
  @FieldResolver(() => MoneyScalar, { nullable: true, description: 'What the provider charged us.' })
  upstreamCost(@Root() reservation: ReservationRow) {
    return reservation.upstreamCost;
  }

  @Scoped('wallet:read')
  @FieldResolver(() => TransactionConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async transactions(@Root() { id }: ReservationRow, @Args(() => PageArgs) page: PageArgs, @Ctx() { app }: ApiContext) {
    const request = { filter: { reservationId: id }, page: toPageRequest(page) };
    return toConnection(await searchTransfers(app, request), TransactionConnection);
  }

  @Scoped('messages:read')
  @FieldResolver(() => [ReservationMessage], {
    complexity: ({ childComplexity }) => 1 + 5 * childComplexity,
    description: 'Texts and codes, oldest first. Needs the scope messages:read.',
  })
  async messages(@Root() reservation: ReservationRow, @Ctx() { loaders }: ApiContext) {
    const messages = await loaders.messagesOfReservation.load(reservation.id);
    return messages.map((message) => ({ ...message, isLate: message.status === 'LATE' }));
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
