import { getMetadataArgsStorage } from 'typeorm';

type Class<Entity> = new () => Entity;
type ColumnOf<Entity> = keyof Entity & string;

/** A list of columns for a SELECT or RETURNING of ours, which knows what its rows hold; see `select`. */
export type ColumnList<Row> = string & { readonly [ROW]?: Row };
declare const ROW: unique symbol;

/** What a statement with these columns gives: `Row<typeof DUE>`. */
export type Row<List> = List extends ColumnList<infer Held> ? Held : never;

/**
 * The columns of an entity as SQL names them, each under its property's name: `select(Provider, 'p', ['id', 'baseUrl'])`
 * is `p.id, p.base_url AS "baseUrl"`. `as` gives a property another name: `{ orderId: 'upstreamOrderId' }`. An empty
 * alias leaves the table's name out.
 */
export function select<
  Entity,
  Property extends ColumnOf<Entity>,
  const Renamed extends Record<string, ColumnOf<Entity>> = Record<never, never>,
>(
  entity: Class<Entity>,
  alias: string,
  properties: readonly Property[],
  as?: Renamed,
): ColumnList<Readonly<Pick<Entity, Property> & { [Name in keyof Renamed]: Entity[Renamed[Name]] }>> {
  const named = [...properties.map((property) => [property, property]), ...Object.entries(as ?? {})];
  return named
    .map(([name, property]) => {
      const column = columnOf(entity, property as ColumnOf<Entity>);
      const label = column === name ? '' : ` AS "${name}"`;
      return `${alias === '' ? '' : `${alias}.`}${column}${label}`;
    })
    .join(', ');
}

/** All columns of an entity but some: a new one is read without being named anywhere. */
export function selectAll<Entity, Left extends ColumnOf<Entity> = never>(
  entity: Class<Entity>,
  alias: string,
  left: readonly Left[] = [],
): ColumnList<Readonly<Omit<Entity, Left>>> {
  const columns = getMetadataArgsStorage().filterColumns(entity);
  const names = columns.map(({ propertyName }) => propertyName as ColumnOf<Entity>);
  return select(
    entity,
    alias,
    names.filter((name) => !left.includes(name as Left)),
  ) as string;
}

/** The name of the table's column behind a property. */
export function columnOf<Entity>(entity: Class<Entity>, property: ColumnOf<Entity>): string {
  const columns = getMetadataArgsStorage().filterColumns(entity);
  const column = columns.find(({ propertyName }) => propertyName === property);
  if (!column) throw new Error(`${entity.name} has no column ${property}.`);
  return column.options.name ?? property;
}

/** A value for a column of JSON: TypeORM's types would look into it. */
export const json = (value: unknown) => value as never;
