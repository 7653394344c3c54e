import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { QueryRunner } from 'typeorm';
import { locateProject } from './data-source';

/** A file of schema/functions: one function, named as the file is, its contract above and its triggers below. */
export interface FunctionFile {
  readonly name: string;
  /** All but comments and body: parameters, result, settings, triggers. */
  readonly signature: string;
  /** How many there are. */
  readonly triggers: number;
  readonly sql: string;
  readonly hash: string;
}

export interface FunctionsOfRelease {
  readonly files: readonly FunctionFile[];
  readonly release: string;
  readonly log?: Record<'info' | 'warn', (facts: object, message: string) => void>;
}

/** All of them by name, each behind those that its line `-- after: <name>` names. */
export function readFunctions(folder = join(locateProject().compiled, 'schema', 'functions')): FunctionFile[] {
  const files = new Map<string, FunctionFile>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.sql'))) {
    const name = basename(path, '.sql');
    files.set(name, functionFile(name, readFileSync(join(folder, path), 'utf8')));
  }
  const ordered = new Set<FunctionFile>();
  for (const name of [...files.keys()].sort()) {
    const before = /^-- after: (\w+)$/m.exec(files.get(name)!.sql)?.[1];
    if (before) ordered.add(files.get(before)!);
    ordered.add(files.get(name)!);
  }
  return [...ordered];
}

export function functionFile(name: string, sql: string): FunctionFile {
  const [head = '', , below = ''] = sql.split('$$');
  const signature = (head + below).replace(/^--.*\n/gm, '');
  return { name, signature, triggers: below.match(/^CREATE TRIGGER /gm)?.length ?? 0, sql, hash: sha256(sql) };
}

/** One hash of all; `HASH_OF_APPLIED` is the database's side of it. */
export function hashOf(files: readonly FunctionFile[]): string {
  const lines = files.map(({ name, hash, triggers }) => `${name} ${hash} ${triggers}`);
  return sha256(lines.sort().join('\n'));
}

/** What was applied, with the triggers that are in force now: a migration or a hand may have dropped some, or the function. */
const APPLIED = `
  SELECT f.name, f.signature, f.hash, f.release, s.triggers FROM applied_functions f LEFT JOIN (
    SELECT p.proname AS name, (count(t.oid) FILTER (WHERE t.tgenabled <> 'D'))::integer AS triggers
    FROM pg_proc p LEFT JOIN pg_trigger t ON t.tgfoid = p.oid
    WHERE p.pronamespace = 'public'::regnamespace GROUP BY p.proname) s ON s.name = f.name`;

export const HASH_OF_APPLIED = `
  SELECT encode(sha256(convert_to(string_agg(concat_ws(' ', name, hash, triggers), E'\n' ORDER BY name COLLATE "C"),
    'UTF8')), 'hex') FROM (${APPLIED}) a`;

/**
 * Makes functions and triggers of the database those of the files. To be called in a transaction, behind the lock of
 * migrations. Where only a body changed it is replaced in place: whoever calls it meanwhile gets the old one or the new
 * one, and no table is locked. A release older than the one that was here last leaves all as it is: while a deploy rolls,
 * a process of the old one that starts anew must not put its bodies over the new ones.
 */
export async function applyFunctions(db: QueryRunner, { files, release, log }: FunctionsOfRelease): Promise<void> {
  await adoptUnrecorded(db);
  const rows: (FunctionFile & { release: string })[] = await db.query(APPLIED);
  const applied = new Map(rows.map((row) => [row.name, row]));
  const isAsBefore = (what: 'hash' | 'signature') => (file: FunctionFile) =>
    applied.get(file.name)?.[what] === file[what] && applied.get(file.name)?.triggers === file.triggers;
  const changed = files.filter((file) => !isAsBefore('hash')(file));
  const vanished = rows.filter(({ name }) => !files.some((file) => file.name === name));
  if (changed.length + vanished.length === 0) return;
  const newer = rows.find((row) => row.release.localeCompare(release, 'en', { numeric: true }) > 0);
  if (newer) {
    log?.warn({ release, newer: newer.release }, 'the database has the functions of a newer release: they stay');
    return;
  }
  const isSameButBody = isAsBefore('signature');
  const remade = changed.filter((file) => !isSameButBody(file));
  await drop(
    db,
    [...vanished, ...remade].map(({ name }) => name),
  );
  for (const file of changed)
    await db.query(isSameButBody(file) ? file.sql.slice(0, file.sql.lastIndexOf('$$') + 2) : file.sql);
  await db.query('DELETE FROM applied_functions');
  await db.query(
    `INSERT INTO applied_functions SELECT f.name, f.signature, f.hash, $2
     FROM jsonb_to_recordset($1) AS f (name text, signature text, hash text)`,
    [JSON.stringify(files), release],
  );
  log?.info({ changed: changed.length, dropped: vanished.length }, 'the functions of the database are up to date');
}

/** The first time: what stands there came by the migrations of 0.3.0; all of it changes or vanishes. */
async function adoptUnrecorded(db: QueryRunner): Promise<void> {
  const [{ known }] = await db.query(`SELECT to_regclass('applied_functions') IS NOT NULL AS known`);
  if (known) return;
  await db.query(
    `CREATE TABLE applied_functions (
       name text PRIMARY KEY, signature text NOT NULL, hash text NOT NULL, release text NOT NULL)`,
  );
  await db.query(
    `INSERT INTO applied_functions SELECT DISTINCT p.proname, '', '', '0.3.0' FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`,
  );
}

/**
 * Drops what has these names, triggers first: nothing else may hang on them. The tables are locked at once and beforehand,
 * so that a sale either goes on before all of this or waits for the end of it.
 */
async function drop(db: QueryRunner, names: readonly string[]): Promise<void> {
  const triggers: { table: string; sql: string }[] = await db.query(
    `SELECT t.tgrelid::regclass AS table, format('DROP TRIGGER %I ON %s', t.tgname, t.tgrelid::regclass) AS sql
     FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = ANY ($1) AND NOT t.tgisinternal`,
    [names],
  );
  const functions: { sql: string }[] = await db.query(
    `SELECT format('DROP FUNCTION %s', p.oid::regprocedure) AS sql FROM pg_proc p
     WHERE p.proname = ANY ($1) AND p.pronamespace = 'public'::regnamespace`,
    [names],
  );
  const tables = [...new Set(triggers.map(({ table }) => table))].sort();
  if (tables.length > 0) await db.query(`LOCK TABLE ${tables.join(', ')} IN ACCESS EXCLUSIVE MODE`);
  for (const { sql } of [...triggers, ...functions]) await db.query(sql);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
