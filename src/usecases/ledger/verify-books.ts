import type { App } from '../../app';
import { type Finding, readBrokenInvariants } from '../../database/queries/ledger-invariants';

const MOST_FINDINGS = 100;

/** Checks every rule about money, reservations and numbers against the rows, in one snapshot, and names what breaks one. */
export async function verifyBooks(app: Pick<App, 'db' | 'clock'>): Promise<{ ok: boolean; findings: Finding[] }> {
  const findings = await app.db.transact(async (tx) => {
    await tx.readOneSnapshot();
    return readBrokenInvariants(tx, app.clock.now(), MOST_FINDINGS);
  });
  return { ok: findings.length === 0, findings };
}
