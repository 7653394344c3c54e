import type { Access } from '../access';
import { columnOf } from '../columns';

type Entity = new () => object;
/** By the properties of an entity; undefined leaves one alone. */
export type RowValues = Readonly<Record<string, unknown>>;

/** Writes rows that are made and changed by hand. Throws what Postgres says when a constraint is broken. */
export class CatalogueStore {
  constructor(private readonly db: Access) {}

  async insert(entity: Entity, values: RowValues): Promise<number> {
    const { identifiers } = await this.db.manager.insert(entity, given(values));
    return identifiers[0]!.id;
  }

  /**
   * Changes what is given; false when there is no such row, or when it does not stand as it was `seen`. A revision goes up,
   * so that adapters notice.
   */
  async update(entity: Entity, id: number, values: RowValues, seen: RowValues = {}): Promise<boolean> {
    const { columns } = this.db.manager.connection.getMetadata(entity);
    const hasRevision = columns.some(({ propertyName }) => propertyName === 'revision');
    const changes = { ...given(values), ...(hasRevision ? { revision: () => 'revision + 1' } : {}) };
    // Without a change it is looked whether the row stands as it was seen.
    const set = Object.keys(changes).length > 0 ? changes : { isActive: () => 'is_active' };
    const query = this.db.manager.createQueryBuilder().update(entity).set(set).where('id = :id', { id });
    for (const [name, value] of Object.entries(given(seen)))
      query.andWhere(`${columnOf<object>(entity, name as never)} IS NOT DISTINCT FROM :${name}`, { [name]: value });
    return (await query.execute()).affected === 1;
  }

  has(entity: Entity, id: number): Promise<boolean> {
    return this.db.manager.existsBy(entity, { id });
  }

  /** A service that was deleted gives its code to a new one. */
  async freeCodes(codes: readonly string[]): Promise<void> {
    await this.db.sql.rows(
      'services.freeCodes',
      `UPDATE services SET code = code || '~' || id WHERE code = ANY ($1) AND deleted_at IS NOT NULL`,
      [codes],
    );
  }
}

function given(values: RowValues): RowValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
