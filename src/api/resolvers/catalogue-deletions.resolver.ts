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
import { answered } from '../results/outcome';

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
    return answered(outcome, {
      deleted: (o) => new ServiceDeleted(o),
      already_deleted: (o) => new ServiceAlreadyDeleted(o.deletedAt),
      not_found: () => new NotFound('service'),
    });
  }

  @Scoped('catalogue:write')
  @Mutation(() => RestoreServiceResult, { description: 'Undoes a deletion within ten minutes.' })
  async restoreService(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    const outcome = await restoreService(context.app, { serviceId: id, ...author(context) });
    return answered(outcome, {
      restored: async () => (await rowsFor(context.app).services([id]))[0],
      not_deleted: () => new ServiceNotDeleted(),
      too_late: (o) => new TooLateToUndo(o.undoUntil),
      replaced: () => new ServiceReplaced(),
      not_found: () => new NotFound('service'),
    });
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
    return answered(outcome, {
      restored: () => new CatalogueRowRestored(id),
      not_deleted: () => new RowNotDeleted(),
      too_late: (o) => new TooLateToUndo(o.undoUntil),
      replaced: () => new RowReplaced(),
      parent_gone: () => new ParentGone(),
      not_found: () => new NotFound(ROW_ENTITIES[table]),
    });
  }

  private async remove(table: DeletableTable, id: number, context: ApiContext) {
    const outcome = await deleteRow(context.app, { table, id, ...author(context) });
    return answered(outcome, {
      deleted: (o) => new CatalogueRowDeleted({ ...o, id }),
      not_found: () => new NotFound(ROW_ENTITIES[table]),
      in_use: (o) => new StillInUse(o.uses),
    });
  }
}
