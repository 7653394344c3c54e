import type { Access } from '../access';

/** The order in which the routes of an offer are tried. */
export class RoutingStore {
  constructor(private readonly db: Access) {}

  /** Works out what routes brought lately, then their order. Answers how many routes changed their place. */
  async rank(now: Date): Promise<number> {
    await this.db.sql.rows('routing.figure', 'SELECT figure_routes($1)', [now]);
    const [row] = await this.db.sql.rows<{ moved: number }>('routing.rank', 'SELECT rank_routes($1) AS moved', [now]);
    return row!.moved;
  }
}
