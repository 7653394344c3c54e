import type { Client } from 'pg';
import { readFunctions } from './apply-functions';

interface Piece {
  readonly name: string;
  readonly sql: string;
}

/**
 * The schema as it stands in a migrated database, written from its catalogs: enums, types, tables with their
 * constraints, indexes, functions with their contracts, triggers. The same schema always gives the same text. It is for
 * reading and for comparing; databases are made by migrations and by schema/functions.
 */
export async function emitDatabaseSql(client: Client): Promise<string> {
  const sections: string[] = [
    '-- Emitted by "npm run shop -- emit-schema" from a migrated database. Do not edit: change migrations/ and functions/.',
  ];
  const contracts = new Map(readFunctions().map(({ name, sql }) => [name, contractOf(sql)]));
  for (const query of [ENUMS, COMPOSITES, SEQUENCES, TABLES, INDEXES, FUNCTIONS, TRIGGERS]) {
    const { rows } = await client.query<Piece>(query);
    for (const { name, sql } of rows)
      sections.push(`${query === FUNCTIONS ? (contracts.get(name) ?? '') : ''}${sql.trim()}`);
  }
  return `${sections.join('\n\n')}\n`;
}

/** What stands above the function in its file; Postgres itself does not keep it. */
const contractOf = (sql: string) => sql.slice(0, sql.indexOf('CREATE ')).replace(/^-- after: .*\n/m, '');

const HERE = `'public'::regnamespace`;

const ENUMS = `
  SELECT t.typname AS name,
    format('CREATE TYPE %I AS ENUM (%s);', t.typname,
           string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)) AS sql
  FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typnamespace = ${HERE}
  GROUP BY t.typname ORDER BY t.typname COLLATE "C"`;

const COMPOSITES = `
  SELECT c.relname AS name,
    format(E'CREATE TYPE %I AS (\\n  %s\\n);', c.relname,
           string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), E',\\n  ' ORDER BY a.attnum)) AS sql
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relkind = 'c' AND c.relnamespace = ${HERE} GROUP BY c.relname ORDER BY c.relname COLLATE "C"`;

/** Those that belong to no column. */
const SEQUENCES = `
  SELECT c.relname AS name, format('CREATE SEQUENCE %I;', c.relname) AS sql
  FROM pg_class c WHERE c.relkind = 'S' AND c.relnamespace = ${HERE}
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i'))
  ORDER BY c.relname COLLATE "C"`;

/** Columns in their order, then constraints: primary key, unique, foreign key, check; each kind by name. */
const TABLES = `
  SELECT c.relname AS name,
    format(E'CREATE TABLE %I (\\n  %s\\n)%s;', c.relname,
      (SELECT string_agg(line, E',\\n  ' ORDER BY kind, position, line) FROM (
         SELECT 0 AS kind, a.attnum::int AS position,
           concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
             CASE a.attidentity WHEN 'a' THEN 'GENERATED ALWAYS AS IDENTITY' END,
             CASE WHEN a.attnotnull THEN 'NOT NULL' END,
             'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)) AS line
         FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
         UNION ALL
         SELECT 1, strpos('pufc', k.contype::text), format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid))
         FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f', 'c')) lines),
      ' WITH (' || array_to_string(c.reloptions, ', ') || ')') AS sql
  FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = ${HERE} AND c.relname NOT IN ('migrations', 'applied_functions')
  ORDER BY c.relname COLLATE "C"`;

const INDEXES = `
  SELECT i.relname AS name, replace(pg_get_indexdef(x.indexrelid), ' ON public.', ' ON ') || ';' AS sql
  FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
  WHERE i.relnamespace = ${HERE} AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid)
  ORDER BY i.relname COLLATE "C"`;

const FUNCTIONS = `
  SELECT p.proname AS name, replace(pg_get_functiondef(p.oid), 'FUNCTION public.', 'FUNCTION ') || ';' AS sql
  FROM pg_proc p WHERE p.pronamespace = ${HERE}
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  ORDER BY p.proname COLLATE "C", p.oid`;

const TRIGGERS = `
  SELECT t.tgname AS name, replace(pg_get_triggerdef(t.oid), ' ON public.', ' ON ') || ';' AS sql
  FROM pg_trigger t WHERE NOT t.tgisinternal ORDER BY t.tgrelid::regclass::text COLLATE "C", t.tgname COLLATE "C"`;
