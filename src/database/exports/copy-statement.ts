import type { ExportEntity, ExportFormat } from '../../domain/exports/export-kinds';
import { written } from './columns';
import { literal } from './literal';
import { EXPORT_SOURCES, type ExportFilters, type ExportSource } from './sources';

export interface ExportOrder<Entity extends ExportEntity = ExportEntity> {
  readonly entity: Entity;
  readonly format: ExportFormat;
  readonly filter: ExportFilters[Entity];
  /** Only rows after this id. */
  readonly after?: bigint;
  /** At most so many rows. */
  readonly limit?: number;
  /** Whether a CSV file begins with the names of its columns. */
  readonly hasHeader: boolean;
}

/** One statement, so one snapshot. Rows come by their ids; lines end in LF, cells may hold line ends between quotes. */
export function copyStatement(order: ExportOrder): string {
  const source = EXPORT_SOURCES[order.entity] as ExportSource<unknown>;
  const conditions = source
    .conditions(order.filter)
    // A function, so that no value is taken for a pattern of replacement.
    .map(({ sql, value }) => `(${sql.replaceAll('?', () => literal(value))})`);
  if (order.after !== undefined) conditions.push(`${source.id} > ${literal(order.after)}`);
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  const limit = order.limit === undefined ? '' : ` LIMIT ${literal(order.limit)}`;
  const columns = source.columns.map((column) => written(column, order.format)).join(', ');
  const query = `SELECT ${columns} FROM ${source.from}${where} ORDER BY ${source.id}${limit}`;
  // JSON escapes all control characters, so a format of cells with such ones as marks gives its text as it is.
  return order.format === 'csv'
    ? `COPY (${query}) TO STDOUT (FORMAT csv, HEADER ${order.hasHeader})`
    : `COPY (SELECT row_to_json(line)::text FROM (${query}) line) TO STDOUT (FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02')`;
}
