import { Arg, Int, Resolver, Root, Subscription } from 'type-graphql';
import type { InboundMessageRow } from '../../database/queries/messages';
import type { ProviderHealthRow } from '../../database/queries/reports/provider-health';
import type { ReservationRow } from '../../database/queries/reservations';
import { Scoped } from '../guard';
import type { SubscriptionContext } from '../subscriptions/subscription-context';
import { watchMessages, watchProviderHealth, watchReservations } from '../subscriptions/watch';
import { InboundMessage } from '../types/message.type';
import { ProviderHealth } from '../types/report.types';
import { Reservation } from '../types/reservation.type';
import { BigIntIdScalar } from '../types/scalars';

interface ReservationArgs {
  readonly id?: bigint | null;
  readonly userId?: bigint | null;
  readonly serviceId?: number | null;
  readonly providerId?: number | null;
}

interface MessageArgs {
  readonly providerId?: number | null;
  readonly reservationId?: bigint | null;
}

interface Data {
  readonly args: object;
  readonly context: SubscriptionContext;
}

@Resolver()
export class SubscriptionResolver {
  @Scoped('reservations:read')
  @Subscription(() => Reservation, {
    description: 'Reservations as they stand after each change of their stage. Changes within half a second are one.',
    subscribe: async ({ args, context }: Data) => {
      const wanted = args as ReservationArgs;
      const wants = (row: ReservationRow) =>
        (['id', 'userId', 'serviceId', 'providerId'] as const).every(
          (name) => wanted[name] == null || wanted[name] === row[name],
        );
      return context.afresh(await watchReservations(context.app, context.feed, wants));
    },
  })
  reservationChanged(
    @Root() row: ReservationRow,
    @Arg('id', () => BigIntIdScalar, { nullable: true }) _id: bigint | null,
    @Arg('userId', () => BigIntIdScalar, { nullable: true }) _userId: bigint | null,
    @Arg('serviceId', () => Int, { nullable: true }) _serviceId: number | null,
    @Arg('providerId', () => Int, { nullable: true }) _providerId: number | null,
  ) {
    return row;
  }

  @Scoped('messages:read')
  @Subscription(() => InboundMessage, {
    description: 'Messages as they are matched, with their codes: applied, late or orphans.',
    subscribe: async ({ args, context }: Data) => {
      const { providerId, reservationId } = args as MessageArgs;
      const wants = (row: InboundMessageRow) =>
        (providerId == null || row.providerId === providerId) &&
        (reservationId == null || row.reservationId === reservationId);
      return context.afresh(await watchMessages(context.app, context.feed, wants));
    },
  })
  messageReceived(
    @Root() row: InboundMessageRow,
    @Arg('providerId', () => Int, { nullable: true }) _providerId: number | null,
    @Arg('reservationId', () => BigIntIdScalar, { nullable: true }) _reservationId: bigint | null,
  ) {
    return row;
  }

  @Scoped('reports:read')
  @Subscription(() => ProviderHealth, {
    description: 'Every provider once, then each again whenever something about it changed.',
    subscribe: ({ context }: Data) => context.afresh(watchProviderHealth(context.app)),
  })
  providerHealthChanged(@Root() row: ProviderHealthRow) {
    return row;
  }
}
