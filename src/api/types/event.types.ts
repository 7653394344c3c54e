import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { EVENT_DELIVERY_STATES } from '../../domain/event-types';
import type { MadeEndpoint } from '../../usecases/events/save-endpoint';
import { Scoped } from '../guard';
import { Related } from '../relations';
import { InvalidInput, NotFound } from '../results/catalogue.results';
import { resultOf } from '../results/outcome';
import { connectionOf } from './connection';
import { BigIntIdScalar } from './scalars';

export const EventDeliveryStateEnum = Object.fromEntries(EVENT_DELIVERY_STATES.map((state) => [state, state])) as {
  [State in (typeof EVENT_DELIVERY_STATES)[number]]: State;
};
registerEnumType(EventDeliveryStateEnum, { name: 'EventDeliveryState', description: 'FAILED: given up after a day.' });

@Scoped('events:read')
@ObjectType({ description: 'A program that is told of events by webhooks (Standard Webhooks).' })
export class EventEndpoint {
  @Field(() => Int) id!: number;
  @Field(() => String) url!: string;
  @Field(() => [String]) events!: readonly string[];
  @Field(() => Boolean) isActive!: boolean;

  @Field(() => Date, {
    nullable: true,
    description: 'Since when nothing was taken; after three days it is turned off.',
  })
  failingSince!: Date | null;

  @Field(() => String, { nullable: true }) problem!: string | null;

  @Field(() => Date, { nullable: true, description: 'Until then the secret before signs, too.' })
  oldUntil!: Date | null;

  @Field(() => Date) createdAt!: Date;
}

@Scoped('events:read')
@ObjectType({ description: 'Something that happened.' })
export class Event {
  @Field(() => BigIntIdScalar, { description: 'webhook-id is evt_ and this.' }) id!: bigint;
  @Field(() => String) type!: string;
  @Field(() => GraphQLJSONObject, { description: 'As docs/events.md tells.' }) data!: Readonly<Record<string, unknown>>;
  @Field(() => Date) at!: Date;
}

export const EventConnection = connectionOf(Event, 'Event');

@Scoped('events:read')
@ObjectType({
  description: 'One try to deliver an event; without an outcome it is under way, or the program died in it.',
})
export class EventTry {
  @Field(() => Date) at!: Date;
  @Field(() => Int, { nullable: true }) tookMs!: number | null;
  @Field(() => Int, { nullable: true, description: 'HTTP status; null when there was no answer.' })
  status!: number | null;

  @Field(() => String, { nullable: true }) problem!: string | null;
}

@Scoped('events:read')
@ObjectType({ description: 'One event on its way to one endpoint.' })
export class EventDelivery {
  @Field(() => BigIntIdScalar) id!: bigint;
  @Field(() => BigIntIdScalar, { description: 'webhook-id is evt_ and this.' }) eventId!: bigint;
  @Field(() => Int) endpointId!: number;
  @Field(() => String) type!: string;
  @Field(() => GraphQLJSONObject) data!: Readonly<Record<string, unknown>>;
  @Field(() => EventDeliveryStateEnum) state!: string;
  @Field(() => Int) attempts!: number;
  @Field(() => Date) dueAt!: Date;
  @Field(() => Int, { nullable: true }) lastStatus!: number | null;
  @Field(() => String, { nullable: true }) lastProblem!: string | null;
  @Field(() => Date, { nullable: true }) lastAt!: Date | null;
  @Field(() => Date) at!: Date;

  @Related('triesOfDelivery', 'id')
  @Field(() => [EventTry], { description: 'Every one, those before a replay too.' })
  tries?: unknown;
}

export const EventDeliveryConnection = connectionOf(EventDelivery, 'EventDelivery');

@ObjectType({ description: 'The secret is shown now and never again.' })
export class EventEndpointMade {
  @Field(() => Int) id: number;
  @Field(() => String, { description: 'whsec_..., as libraries of Standard Webhooks take it.' }) secret: string;

  constructor({ id, secret }: { id: number; secret: string }) {
    this.id = id;
    this.secret = secret;
  }
}

@ObjectType()
export class EventDone {
  @Field(() => String) id: string;

  constructor(id: number | bigint) {
    this.id = String(id);
  }
}

@ObjectType({ description: 'It is on its way, twenty a second.' })
export class EventsReplayed {
  @Field(() => Int) count: number;

  @Field(() => Date, { nullable: true, description: 'There is more: replay again with this as since.' })
  moreSince: Date | null;

  constructor({ count, moreSince }: { count: number; moreSince: Date | null }) {
    this.count = count;
    this.moreSince = moreSince;
  }
}

export const ReplayEventsResult = resultOf('ReplayEventsResult', EventsReplayed, NotFound);
export const MakeEventEndpointResult = resultOf('MakeEventEndpointResult', EventEndpointMade, InvalidInput, NotFound);
export const UpdateEventEndpointResult = resultOf('UpdateEventEndpointResult', EventEndpoint, InvalidInput, NotFound);
export const EventDoneResult = resultOf('EventDoneResult', EventDone, NotFound);

export function toMadeEndpoint(outcome: MadeEndpoint): typeof MakeEventEndpointResult {
  if (outcome.kind === 'made') return new EventEndpointMade(outcome);
  if (outcome.kind === 'invalid') return new InvalidInput(outcome.problem);
  return new NotFound('event endpoint');
}
