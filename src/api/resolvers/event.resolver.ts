import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { readEventDeliveries, readEventEndpoint, readEventEndpoints } from '../../database/queries/events';
import { EVENT_TYPES, type EventDeliveryState, type EventType } from '../../domain/event-types';
import { listEvents } from '../../usecases/events/list-events';
import {
  createEndpoint,
  deleteEndpoint,
  replayEvent,
  replayEvents,
  rotateEndpointSecret,
  updateEndpoint,
} from '../../usecases/events/save-endpoint';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { badInput } from '../inputs/checks';
import { given } from '../inputs/given';
import { InvalidInput, NotFound } from '../results/catalogue.results';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import {
  EventConnection,
  EventDeliveryConnection,
  EventDeliveryStateEnum,
  EventDone,
  EventDoneResult,
  EventEndpoint,
  EventsReplayed,
  MakeEventEndpointResult,
  ReplayEventsResult,
  toMadeEndpoint,
  UpdateEventEndpointResult,
} from '../types/event.types';
import { BigIntIdScalar } from '../types/scalars';

@Resolver()
export class EventResolver {
  @Scoped('events:read')
  @Query(() => [EventEndpoint], { complexity: 20, description: 'Programs that are told of events by webhooks.' })
  eventEndpoints(@Ctx() { app }: ApiContext) {
    return readEventEndpoints(app.db);
  }

  @Scoped('events:read')
  @Query(() => EventConnection, {
    complexity: pageComplexity,
    description:
      'What happened, oldest first, whether an endpoint wanted it or not. Nothing appears before a cursor that was given out: who goes on behind the last one misses nothing.',
  })
  async events(
    @Arg('types', () => [String], { nullable: true }) types: EventType[] | null,
    @Arg('since', () => Date, { nullable: true }) since: Date | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const filter = given({ types: checkedTypes(types), since });
    return toConnection(await listEvents(app, { filter, page: toPageRequest(page) }), EventConnection);
  }

  @Scoped('events:read')
  @Query(() => EventDeliveryConnection, {
    complexity: pageComplexity,
    description: 'Newest first. With resaleKeyId: what a buyer was told of orders by that key.',
  })
  async eventDeliveries(
    @Arg('endpointId', () => Int, { nullable: true }) endpointId: number | null,
    @Arg('states', () => [EventDeliveryStateEnum], { nullable: true }) states: EventDeliveryState[] | null,
    @Arg('types', () => [String], { nullable: true }) types: EventType[] | null,
    @Arg('resaleKeyId', () => Int, { nullable: true }) resaleKeyId: number | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = {
      filter: given({ endpointId, resaleKeyId, states, types: checkedTypes(types) }),
      page: toPageRequest(page),
    };
    return toConnection(await readEventDeliveries(app.db, request), EventDeliveryConnection);
  }

  @Scoped('events:write')
  @Mutation(() => MakeEventEndpointResult, { description: 'Tells a program of these events from now on.' })
  async createEventEndpoint(
    @Arg('url', () => String) url: string,
    @Arg('events', () => [String]) events: EventType[],
    @Ctx() context: ApiContext,
  ) {
    return toMadeEndpoint(await createEndpoint(context.app, context.secretBox, { url, events }, context));
  }

  @Scoped('events:write')
  @Mutation(() => UpdateEventEndpointResult, {
    description: 'What is left out stays as it is. Turned on again, an endpoint gets what waits for it.',
  })
  async updateEventEndpoint(
    @Arg('id', () => Int) id: number,
    @Arg('url', () => String, { nullable: true }) url: string | null,
    @Arg('events', () => [String], { nullable: true }) events: EventType[] | null,
    @Arg('isActive', () => Boolean, { nullable: true }) isActive: boolean | null,
    @Ctx() context: ApiContext,
  ) {
    const outcome = await updateEndpoint(context.app, id, given({ url, events, isActive }), context);
    if (outcome.kind === 'invalid') return new InvalidInput(outcome.problem);
    return (
      (outcome.kind === 'saved' && (await readEventEndpoint(context.app.db, id))) || new NotFound('event endpoint')
    );
  }

  @Scoped('events:write')
  @Mutation(() => MakeEventEndpointResult, {
    description: 'A new secret. For overlapHours (24) what is sent is signed with the one before, too.',
  })
  async rotateEventEndpointSecret(
    @Arg('id', () => Int) id: number,
    @Arg('overlapHours', () => Int, { nullable: true }) overlapHours: number | null,
    @Ctx() { app, secretBox, actor, requestId }: ApiContext,
  ) {
    const order = { id, overlapHours: overlapHours ?? undefined, actor, requestId };
    return toMadeEndpoint(await rotateEndpointSecret(app, secretBox, order));
  }

  @Scoped('events:write')
  @Mutation(() => EventDoneResult, { description: 'It is told nothing more; its deliveries are forgotten.' })
  async deleteEventEndpoint(@Arg('id', () => Int) id: number, @Ctx() context: ApiContext) {
    return (await deleteEndpoint(context.app, id, context)) ? new EventDone(id) : new NotFound('event endpoint');
  }

  @Scoped('events:write')
  @Mutation(() => ReplayEventsResult, {
    description:
      'Sends an endpoint what it wants of all that happened from then on, with the same webhook-ids: also what happened while it was off or not there yet.',
  })
  async replayEvents(
    @Arg('endpointId', () => Int) endpointId: number,
    @Arg('since', () => Date) since: Date,
    @Ctx() context: ApiContext,
  ) {
    const outcome = await replayEvents(context.app, { endpointId, since }, context);
    return outcome.kind === 'replayed' ? new EventsReplayed(outcome) : new NotFound('event endpoint');
  }

  @Scoped('events:write')
  @Mutation(() => EventDoneResult, { description: 'Sends one event once more, with the same webhook-id.' })
  async replayEventDelivery(@Arg('id', () => BigIntIdScalar) id: bigint, @Ctx() context: ApiContext) {
    return (await replayEvent(context.app, id, context)) ? new EventDone(id) : new NotFound('event delivery');
  }
}

function checkedTypes(types: readonly string[] | null): EventType[] | null {
  const unknown = types?.find((type) => !(EVENT_TYPES as readonly string[]).includes(type));
  if (unknown !== undefined) throw badInput(`types must be among ${EVENT_TYPES.join(', ')}.`);
  return types as EventType[] | null;
}
