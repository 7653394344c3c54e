import { types } from 'pg';

/** Anything that runs one statement: the pool (each statement its own transaction) or an open transaction. */
export interface Queryable {
  /**
   * Runs a named (prepared once per connection) statement. bigint columns come back as bigint, timestamps as Date.
   * The name must stand for this text alone.
   */
  rows<Row>(name: string, text: string, values?: readonly unknown[]): Promise<Row[]>;
}

const INT8 = 20;
const INT8_ARRAY = 1016;
const parseInt8Array = types.getTypeParser(INT8_ARRAY as never) as (text: string) => unknown[];

/** The driver hands int8 back as text; statements of ours read it as bigint, TypeORM's own keep their way. */
export const bigintTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8) return BigInt;
    if (oid === INT8_ARRAY) return (text: string) => parseInt8Array(text).map((item) => BigInt(item as string));
    return types.getTypeParser(oid, format as 'text');
  },
};
