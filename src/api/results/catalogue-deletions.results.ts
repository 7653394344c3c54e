import { Field, Int, ObjectType } from 'type-graphql';
import type { RowUses } from '../../usecases/catalogue/delete-row';
import { Service } from '../types/catalogue.types';
import { NotFound } from './catalogue.results';
import { TooLateToUndo } from './number.results';
import { resultOf } from './outcome';
import { Refusal } from './refusals';

@ObjectType({ description: 'It left the menu at once. Until undoUntil it can be restored, except what buyers lost.' })
export class ServiceDeleted {
  @Field(() => Date) undoUntil: Date;

  @Field(() => Int, { description: 'Numbers deleted so far; with very many, the rest follows within seconds.' })
  numbers: number;

  @Field(() => Int, { description: 'Open reservations that were canceled, released and told.' }) canceled: number;

  constructor(o: { undoUntil: Date; numbers: number; canceled: number }) {
    this.undoUntil = o.undoUntil;
    this.numbers = o.numbers;
    this.canceled = o.canceled;
  }
}

@ObjectType({ implements: Refusal })
export class ServiceAlreadyDeleted extends Refusal {
  override message = 'This service is deleted already.';

  @Field(() => Date) deletedAt: Date;

  constructor(deletedAt: Date) {
    super();
    this.deletedAt = deletedAt;
  }
}

@ObjectType({ implements: Refusal })
export class ServiceNotDeleted extends Refusal {
  override message = 'This service is not deleted.';
}

@ObjectType({ implements: Refusal })
export class ServiceReplaced extends Refusal {
  override message = 'A new service has its code by now, so the old one cannot come back.';
}

@ObjectType({ description: 'It is gone, and can be restored until undoUntil.' })
export class CatalogueRowDeleted {
  @Field(() => Int) id: number;
  @Field(() => Date) undoUntil: Date;
  @Field(() => Int, { description: 'So many routes went along.' }) routes: number;

  constructor(o: { id: number; undoUntil: Date; routes: number }) {
    this.id = o.id;
    this.undoUntil = o.undoUntil;
    this.routes = o.routes;
  }
}

@ObjectType({ description: 'It stands as it stood, with all that went along.' })
export class CatalogueRowRestored {
  @Field(() => Int) id: number;

  constructor(id: number) {
    this.id = id;
  }
}

@ObjectType({ implements: Refusal })
export class RowNotDeleted extends Refusal {
  override message = 'It is not deleted.';
}

@ObjectType({ implements: Refusal })
export class RowReplaced extends Refusal {
  override message = 'A new one took its name or place meanwhile, so the old one cannot come back.';
}

@ObjectType({ implements: Refusal })
export class ParentGone extends Refusal {
  override message = 'What it belongs to was deleted meanwhile. Restore that first.';
}

@ObjectType({ implements: Refusal, description: 'Sales, numbers, messages or rows of the catalogue refer to it.' })
export class StillInUse extends Refusal {
  constructor(uses: RowUses) {
    super();
    const named = Object.entries(uses).map(([use, count]) => `${use}: ${count}`);
    const what = named.length > 0 ? named.join(', ') : 'such as sales or numbers';
    this.message = `Something refers to it (${what}). Switch it off instead (isActive: false).`;
  }
}

export const DeleteServiceResult = resultOf('DeleteServiceResult', ServiceDeleted, ServiceAlreadyDeleted, NotFound);
export const RestoreServiceResult = resultOf(
  'RestoreServiceResult',
  Service,
  ServiceNotDeleted,
  TooLateToUndo,
  ServiceReplaced,
  NotFound,
);
export const DeleteRowResult = resultOf('DeleteRowResult', CatalogueRowDeleted, StillInUse, NotFound);
export const RestoreRowResult = resultOf(
  'RestoreRowResult',
  CatalogueRowRestored,
  RowNotDeleted,
  TooLateToUndo,
  RowReplaced,
  ParentGone,
  NotFound,
);
