import type { EntityManager } from 'typeorm';
import type { Queryable } from './queryable';

/** A transaction or the pool, in two ways: statements of ours, and TypeORM's for plain rows. */
export interface Access {
  readonly sql: Queryable;
  readonly manager: EntityManager;
}
