import { Arg, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import { type DeletableTable, deleteRow } from '../../usecases/catalogue/delete-row';
import { deleteService } from '../../usecases/catalogue/delete-service';
import { restoreService } from '../../usecases/catalogue/restore-service';
import { rowsFor } from '../../usecases/reports/rows-for';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { NotFound } from '../results/catalogue.results';
import {
  CatalogueRowDeleted,
  DeleteRowResult,
  DeleteServiceResult,
  RestoreServiceResult,
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
const NAMES = { countries: 'country', offers: 'offer', routes: 'route', providers: 'provider' } as const;

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
  @Mutation(() => DeleteRowResult, { description: 'Only a country without offers and numbers.' })
  deleteCountry(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    return this.remove('countries', id, context);
  }

  @Scoped('providers:write')
  @Mutation(() => DeleteRowResult, { description: 'Only a provider without routes, numbers and messages.' })
  deleteProvider(@Arg('id', ID) id: number, @Ctx() context: ApiContext) {
    return this.remove('providers', id, context);
  }

  private async remove(table: DeletableTable, id: number, context: ApiContext) {
    const outcome = await deleteRow(context.app, { table, id, ...author(context) });
    switch (outcome.kind) {
      case 'deleted':
        return new CatalogueRowDeleted(id);
      case 'not_found':
        return new NotFound(NAMES[table]);
      case 'in_use':
        return new StillInUse();
      default:
        return unreachable(outcome);
    }
  }
}
