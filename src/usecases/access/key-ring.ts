import type { Database } from '../../database/database';
import { keptPerDatabase } from '../../database/kept-per-database';
import type { KeyHolder } from './recognise-api-key';

const BELIEVED_MS = 500;
const MOST_KEYS = 1_000;

const ringOf = keptPerDatabase<KeyRing<KeyHolder>>();

/** The keys that this process saw lately, by their hashes. One for each database. */
export function keyRing(db: Pick<Database, 'dataSource'>): KeyRing<KeyHolder> {
  return ringOf(db, () => new KeyRing(BELIEVED_MS, MOST_KEYS));
}

interface Kept<Holder> {
  readonly hash: Buffer;
  readonly holder: Holder;
  readonly readAtMs: number;
  /** It was shown since it was read. */
  isUsed: boolean;
}

/** Keys and who holds them, as they were read within `believedMs`; at most so many. */
export class KeyRing<Holder extends { readonly keyId: number }> {
  private readonly kept = new Map<string, Kept<Holder>>();
  private forgotten = 0;

  constructor(
    private readonly believedMs: number,
    private readonly most: number,
  ) {}

  find(hash: Buffer, now: Date): Holder | undefined {
    const found = this.kept.get(nameOf(hash));
    if (!found) return undefined;
    found.isUsed = true;
    const ageMs = now.getTime() - found.readAtMs;
    return ageMs >= 0 && ageMs < this.believedMs ? found.holder : undefined;
  }

  has(hash: Buffer): boolean {
    return this.kept.has(nameOf(hash));
  }

  /** Take it before a read: what is kept by it afterwards is not, when a key was forgotten meanwhile. */
  beginRead(): number {
    return this.forgotten;
  }

  /** Remembers what was just read; the one that was read longest ago makes room. */
  keep(hash: Buffer, holder: Holder, now: Date, begun = this.forgotten): Holder {
    if (begun !== this.forgotten) return holder;
    const name = nameOf(hash);
    this.kept.delete(name);
    this.kept.set(name, { hash, holder, readAtMs: now.getTime(), isUsed: false });
    if (this.kept.size > this.most) this.kept.delete(this.kept.keys().next().value!);
    return holder;
  }

  /**
   * Those that were shown since they were read and soon are too old, or are: at most so many, the oldest first. Whoever takes
   * them reads them; nobody else is given the same.
   */
  takeDue(now: Date, most: number): Buffer[] {
    const due: Buffer[] = [];
    // In the order in which they were read.
    for (const kept of this.kept.values()) {
      if (due.length >= most || now.getTime() - kept.readAtMs < this.believedMs / 2) break;
      if (kept.isUsed) due.push(kept.hash);
      kept.isUsed = false;
    }
    return due;
  }

  /** After a change of this key, so that the very next request sees it. */
  forget(keyId: number): void {
    this.forgotten += 1;
    for (const [name, { holder }] of this.kept) if (holder.keyId === keyId) this.kept.delete(name);
  }
}

function nameOf(hash: Buffer): string {
  return hash.toString('latin1');
}
