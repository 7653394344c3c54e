import { IsNull } from 'typeorm';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { type ImportReading, NumberImport } from '../entities/number-import.entity';
import { NumberImportFile } from '../entities/number-import-file.entity';
import { Service } from '../entities/service.entity';
import type { Actor } from './ledger';

export const IMPORT_COLUMNS = select(NumberImport, 'i', [
  'id',
  'providerId',
  'serviceId',
  'countryId',
  'source',
  'revives',
  'isDryRun',
  'state',
  'entries',
  'position',
  'counts',
  'reading',
  'failure',
  'actorType',
  'actorId',
  'requestId',
  'createdAt',
  'endedAt',
]);
export type NumberImportRow = Row<typeof IMPORT_COLUMNS>;

export class NumberImportStore {
  constructor(private readonly db: Access) {}

  async open(o: {
    providerId: number;
    serviceId: number;
    countryId?: number;
    source: string;
    revives: boolean;
    isDryRun: boolean;
    actor: Actor;
    requestId?: string;
    now: Date;
    leasedUntil: Date;
  }): Promise<bigint> {
    const { actor, now, ...others } = o;
    const values = { ...others, actorType: actor.type, actorId: actor.id, createdAt: now };
    const { identifiers } = await this.db.manager.insert(NumberImport, values);
    return identifiers[0]!.id;
  }

  find(id: bigint): Promise<NumberImport | null> {
    return this.db.manager.findOneBy(NumberImport, { id });
  }

  async noteReading(id: bigint, reading: ImportReading): Promise<void> {
    await this.db.manager.update(NumberImport, { id }, { reading });
  }

  /** Keeps a file until it is imported, so that it can be read by another of its columns. */
  async keepFile(importId: bigint, content: Uint8Array): Promise<void> {
    await this.db.manager.insert(NumberImportFile, { importId, content: Buffer.from(content) });
  }

  async findFile(importId: bigint): Promise<Buffer | undefined> {
    return (await this.db.manager.findOneBy(NumberImportFile, { importId }))?.content;
  }

  async dropFile(importId: bigint): Promise<void> {
    await this.db.manager.delete(NumberImportFile, { importId });
  }

  /** All of the file is stored; what was read is now worked off. False when somebody gave it up meanwhile. */
  async startWork(id: bigint, entries: number, leasedUntil: Date): Promise<boolean> {
    const state = () => `(CASE WHEN is_dry_run THEN 'CHECKING' ELSE 'WRITING' END)::import_state`;
    const reading = { id, state: 'READING' as const };
    const { affected } = await this.db.manager.update(NumberImport, reading, { state, entries, leasedUntil });
    return affected === 1;
  }

  /** A dry run that was finished becomes the import itself, free for whoever works it off first. */
  async confirm(id: bigint, now: Date): Promise<boolean> {
    const { affected } = await this.db.manager.update(
      NumberImport,
      { id, isDryRun: true, state: 'DONE' },
      { isDryRun: false, state: 'WRITING', position: 0, counts: {}, endedAt: null, leasedUntil: now },
    );
    return affected === 1;
  }

  /** Forgets what a dry run found in the stock, which may be another one now. Answers how many lines there are. */
  async resetVerdicts(id: bigint): Promise<number> {
    const [row] = await this.db.sql.rows<{ count: number }>(
      'numberImports.resetVerdicts',
      `WITH reset AS (
         UPDATE number_import_lines SET verdict = NULL
         WHERE import_id = $1 AND verdict IN ('REVIVED', 'DOUBLE', 'IN_STOCK', 'DELETED', 'SPENT'))
       SELECT count(*)::integer AS count FROM number_import_lines WHERE import_id = $1`,
      [id],
    );
    return row!.count;
  }

  async fail(id: bigint, failure: string, now: Date): Promise<void> {
    const open = { id, endedAt: IsNull() };
    await this.db.manager.update(NumberImport, open, { state: 'FAILED', failure, endedAt: now });
  }

  async lease(id: bigint, until: Date): Promise<void> {
    await this.db.manager.update(NumberImport, { id }, { leasedUntil: until });
  }

  /** Takes over one import that nobody works on any more. */
  async takeOver(now: Date, until: Date): Promise<NumberImportRow | undefined> {
    const [row] = await this.db.sql.rows<NumberImportRow>(
      'numberImports.takeOver',
      `UPDATE number_imports i SET leased_until = $2 WHERE i.id = (
         SELECT x.id FROM number_imports x WHERE x.ended_at IS NULL AND x.leased_until <= $1
         ORDER BY x.id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING ${IMPORT_COLUMNS}`,
      [now, until],
    );
    return row;
  }

  /** Whether the service is there; if so, it stays for the rest of this transaction. */
  async lockService(serviceId: number): Promise<boolean> {
    const where = { id: serviceId, deletedAt: IsNull() };
    return (await this.db.manager.findOne(Service, { where, lock: { mode: 'pessimistic_read' } })) !== null;
  }

  async writeBatch(id: bigint, o: { size: number; maxUses: number; now: Date }) {
    const [row] = await this.db.sql.rows<{ kind: 'more' | 'done' | 'not_writing' | 'lost'; reached: number }>(
      'numberImports.write',
      'SELECT kind, reached FROM write_import($1, $2, $3, $4)',
      [id, o.size, o.maxUses, o.now],
    );
    return row!;
  }

  async check(id: bigint, o: { maxUses: number; now: Date }): Promise<void> {
    await this.db.sql.rows('numberImports.check', 'SELECT check_import($1, $2, $3)', [id, o.maxUses, o.now]);
  }

  /** Forgets the lines and files of imports that ended before an instant; answers how many imports had lines. */
  async forgetLines(endedBefore: Date, limit: number): Promise<number> {
    const [row] = await this.db.sql.rows<{ count: number }>(
      'numberImports.forgetLines',
      `WITH old AS (
         SELECT DISTINCT l.import_id FROM number_import_lines l JOIN number_imports i ON i.id = l.import_id
         WHERE i.ended_at < $1 LIMIT $2),
       gone AS (DELETE FROM number_import_lines l USING old WHERE l.import_id = old.import_id),
       files AS (DELETE FROM number_import_files f USING number_imports i WHERE i.id = f.import_id AND i.ended_at < $1)
       SELECT count(*)::integer AS count FROM old`,
      [endedBefore, limit],
    );
    return row!.count;
  }
}
