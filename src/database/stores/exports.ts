import { LessThanOrEqual, MoreThan, type QueryDeepPartialEntity } from 'typeorm';
import type { Access } from '../access';
import { json, type Row, select } from '../columns';
import { Export } from '../entities/export.entity';

const CLAIMED = select(Export, '', ['id', 'entity', 'format', 'query', 'attempts', 'actorType', 'actorId']);
/** An export that this worker has claimed. */
export type ClaimedExport = Row<typeof CLAIMED>;

/** Which claim of an export: attempts only go up, since pieces of two of them must never mix. */
export interface ExportClaim {
  readonly id: number;
  readonly attempt: number;
}

export class ExportStore {
  constructor(private readonly db: Access) {}

  async insert(
    o: Pick<Export, 'entity' | 'format' | 'query' | 'actorType' | 'actorId' | 'tokenHash' | 'createdAt' | 'expiresAt'>,
  ): Promise<number> {
    return (await this.db.manager.insert(Export, { ...o, query: json(o.query) })).identifiers[0]!.id;
  }

  /** The export to which this token opens the door, while it does. */
  findByToken(o: { id: number; tokenHash: Buffer; now: Date }): Promise<Export | null> {
    return this.db.manager.findOneBy(Export, { id: o.id, tokenHash: o.tokenHash, expiresAt: MoreThan(o.now) });
  }

  async claim(o: { now: Date; leasedUntil: Date }): Promise<ClaimedExport | undefined> {
    const [row] = await this.db.sql.rows<ClaimedExport>(
      'exports.claim',
      `UPDATE exports SET leased_until = $2, attempts = attempts + 1 WHERE id = (
         SELECT id FROM exports WHERE state = 'WAITING' AND (leased_until IS NULL OR leased_until <= $1)
         ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING ${CLAIMED}`,
      [o.now, o.leasedUntil],
    );
    return row;
  }

  /** False when the export is another worker's by now, or gone; so with the others. */
  renew(claim: ExportClaim, leasedUntil: Date): Promise<boolean> {
    return this.change(claim, { leasedUntil });
  }

  /** Lets another worker begin at once. */
  giveBack(claim: ExportClaim): Promise<boolean> {
    return this.change(claim, { leasedUntil: null });
  }

  /** Gives the file to whoever has the link. */
  finish(
    claim: ExportClaim,
    file: Pick<Export, 'rows' | 'bytes' | 'sha256' | 'packedBytes' | 'packedSha256' | 'endedAt' | 'expiresAt'>,
  ): Promise<boolean> {
    return this.change(claim, { state: 'DONE', ...file });
  }

  fail(claim: ExportClaim, failure: string, endedAt: Date): Promise<boolean> {
    return this.change(claim, { state: 'FAILED', failure, endedAt });
  }

  private async change({ id, attempt }: ExportClaim, values: QueryDeepPartialEntity<Export>): Promise<boolean> {
    const claimed = { id, attempts: attempt, state: 'WAITING' } as const;
    return (await this.db.manager.update(Export, claimed, values)).affected === 1;
  }

  async listExpired(now: Date, limit: number): Promise<number[]> {
    const expired = { where: { expiresAt: LessThanOrEqual(now) }, order: { expiresAt: 'ASC' }, take: limit } as const;
    return (await this.db.manager.find(Export, { select: { id: true, expiresAt: true }, ...expired })).map(
      ({ id }) => id,
    );
  }

  async delete(id: number): Promise<void> {
    await this.db.manager.delete(Export, { id });
  }
}
