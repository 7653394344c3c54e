import type { Queryable } from '../queryable';

/** The order in which the routes of an offer are tried. */
export class RoutingStore {
  constructor(private readonly sql: Queryable) {}

  /** Works out what routes brought lately, then their order. Answers how many routes changed their place. */
  async rank(now: Date): Promise<number> {
    await this.sql.rows('routing.figure', 'SELECT figure_routes($1)', [now]);
    const [row] = await this.sql.rows<{ moved: number }>('routing.rank', 'SELECT rank_routes($1) AS moved', [now]);
    return row!.moved;
  }
}
