import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { fromJson, toJson } from './journal-json';

type Line = [table: string, id: string, record?: unknown];

/**
 * Everything the data centre must remember, as tables of records by id. With a path, each change is one JSON line at the
 * end of one file: the last line per id wins, a line without a record removes. A killed process leaves at worst half a
 * last line, which is skipped. `flush` hands the lines to the system; it is called before any answer leaves.
 */
export class Journal {
  private readonly tables = new Map<string, Map<string, unknown>>();
  private readonly file: number | undefined;
  private unwritten: string[] = [];

  constructor(path: string | undefined) {
    if (path === undefined) return;
    mkdirSync(dirname(path), { recursive: true });
    const lines = existsSync(path) ? this.replay(readFileSync(path, 'utf8')) : 0;
    if (lines > 2 * this.size() + 1000) this.compact(path);
    this.file = openSync(path, 'a');
    // Whatever half line the last process left is ended here, so that the next record starts a line of its own.
    writeSync(this.file, '\n');
  }

  /** The records of a table; owned by the journal, so changes go through put and remove. */
  table<T>(name: string): Map<string, T> {
    let table = this.tables.get(name);
    if (!table) {
      table = new Map();
      this.tables.set(name, table);
    }
    return table as Map<string, T>;
  }

  put(table: string, id: string, record: unknown): void {
    this.table(table).set(id, record);
    if (this.file !== undefined) this.unwritten.push(toJson([table, id, record]));
  }

  remove(table: string, id: string): void {
    if (this.table(table).delete(id) && this.file !== undefined) this.unwritten.push(toJson([table, id]));
  }

  flush(): void {
    if (this.file === undefined || this.unwritten.length === 0) return;
    const text = `${this.unwritten.join('\n')}\n`;
    this.unwritten = [];
    writeSync(this.file, text);
  }

  close(): void {
    this.flush();
    if (this.file !== undefined) closeSync(this.file);
  }

  private replay(text: string): number {
    const lines = text.split('\n');
    for (const line of lines) {
      const change = parseLine(line);
      if (!change) continue;
      const [table, id, record] = change;
      if (change.length === 2) this.table(table).delete(id);
      else this.table(table).set(id, record);
    }
    return lines.length;
  }

  private size(): number {
    return [...this.tables.values()].reduce((sum, table) => sum + table.size, 0);
  }

  /** Writes the live records beside the file and swaps, so that a crash in the middle leaves the old file. */
  private compact(path: string): void {
    const lines: string[] = [];
    for (const [table, records] of this.tables)
      for (const [id, record] of records) lines.push(toJson([table, id, record]));
    writeFileSync(`${path}.compacting`, `${lines.join('\n')}\n`);
    renameSync(`${path}.compacting`, path);
  }
}

function parseLine(line: string): Line | undefined {
  if (line === '') return undefined;
  try {
    return fromJson(line) as Line;
  } catch {
    return undefined;
  }
}
