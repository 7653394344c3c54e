import { Arg, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import { rowsFor } from '../../database/queries/rows-for';
import { type DeletableTable, deleteRow, ROW_ENTITIES } from '../../usecases/catalogue/delete-row';
import { deleteService } from '../../usecases/catalogue/delete-service';
import { restoreRow } from '../../usecases/catalogue/restore-row';
import { restoreService } from '../../usecases/catalogue/restore-service';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { NotFound } from '../results/catalogue.results';
import {
  CatalogueRowDeleted,
  CatalogueRowRestored,
  DeleteRowResult,
  DeleteServiceResult,
  ParentGone,
  RestoreRowResult,
  RestoreServiceResult,
  RowNotDeleted,
  RowReplaced,
  ServiceAlreadyDeleted,
  ServiceDeleted,
  ServiceNotDeleted,
  ServiceReplaced,
  StillInUse,
} from '../results/catalogue-deletions.results';
import { TooLateToUndo } from '../results/number.results';
import { unreachable } from '../results/unreachable';

const ID = () => Int;
const author = ({ actor, requestId }: ApiContext) => ({ actor, requestId });

@Resolver()
export class CatalogueDeletionsResolver {
  @Scoped('catalogue:write')
  @Mutation(() => DeleteServiceResult, {
    description:
      'Acts at once, whatever is open: it leaves the menu, its numbers are deleted, open reservations canceled.',
  })
  async deleteService(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    const outcome = await deleteService(context.app, { serviceId: id, ...author(context) });
    switch (outcome.kind) {
      case 'deleted':
        return new ServiceDeleted(outcome);
      case 'already_deleted':
        return new ServiceAlreadyDeleted(outcome.deletedAt);
      case 'not_found':
        return new NotFound('service');
      default:
        return unreachable(outcome);
    }
  }

  @Scoped('catalogue:write')
  @Mutation(() => RestoreServiceResult, { description: 'Undoes a deletion within ten minutes.' })
  async restoreService(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    const outcome = await restoreService(context.app, { serviceId: id, ...author(context) });
    switch (outcome.kind) {
      case 'restored':
        return (await rowsFor(context.app).services([id]))[0];
      case 'not_deleted':
        return new ServiceNotDeleted();
      case 'too_late':
        return new TooLateToUndo(outcome.undoUntil);
      case 'replaced':
        return new ServiceReplaced();
      case 'not_found':
        return new NotFound('service');
      default:
        return unreachable(outcome);
    }
  }

  @Scoped('catalogue:write')
  @Mutation(() => DeleteRowResult, { description: 'With its routes; only an offer that was never sold.' })
  deleteOffer(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    return this.remove('offers', id, context);
  }

  @Scoped('catalogue:write')
  @Mutation(() => DeleteRowResult, { description: 'Only a route that supplied nothing.' })
  deleteRoute(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    return this.remove('routes', id, context);
  }

  @Scoped('catalogue:write')
  @Mutation(() => DeleteRowResult, { description: 'With its price rules; only a country without offers and numbers.' })
  deleteCountry(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    return this.remove('countries', id, context);
  }

  @Scoped('providers:write')
  @Mutation(() => DeleteRowResult, {
    description: 'With its routes; only a provider without sales, numbers and messages.',
  })
  deleteProvider(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    return this.remove('providers', id, context);
  }

  @Scoped('catalogue:write')
  @Mutation(() => RestoreRowResult, { description: 'Undoes a deletion within ten minutes, routes and all.' })
  restoreOffer(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    return this.bringBack('offers', id, context);
  }

  @Scoped('catalogue:write')
  @Mutation(() => RestoreRowResult, { description: 'Undoes a deletion within ten minutes.' })
  restoreRoute(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    return this.bringBack('routes', id, context);
  }

  @Scoped('catalogue:write')
  @Mutation(() => RestoreRowResult, { description: 'Undoes a deletion within ten minutes.' })
  restoreCountry(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    return this.bringBack('countries', id, context);
  }

  @Scoped('providers:write')
  @Mutation(() => RestoreRowResult, { description: 'Undoes a deletion within ten minutes, keys and routes and all.' })
  restoreProvider(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    return this.bringBack('providers', id, context);
  }

  private async bringBack(table: DeletableTable, id: number, context: ApiContext) {
    const outcome = await restoreRow(context.app, { table, id, ...author(context) });
    switch (outcome.kind) {
      case 'restored':
        return new CatalogueRowRestored(id);
      case 'not_deleted':
        return new RowNotDeleted();
      case 'too_late':
        return new TooLateToUndo(outcome.undoUntil);
      case 'replaced':
        return new RowReplaced();
      case 'parent_gone':
        return new ParentGone();
      case 'not_found':
        return new NotFound(ROW_ENTITIES[table]);
      default:
        return unreachable(outcome);
    }
  }

  private async remove(table: DeletableTable, id: number, context: ApiContext) {
    const outcome = await deleteRow(context.app, { table, id, ...author(context) });
    switch (outcome.kind) {
      case 'deleted':
        return new CatalogueRowDeleted({ ...outcome, id });
      case 'not_found':
        return new NotFound(ROW_ENTITIES[table]);
      case 'in_use':
        return new StillInUse(outcome.uses);
      default:
        return unreachable(outcome);
    }
  }
}
