import type { Database } from '../../database/database';
import type { KeyHolder } from './recognise-api-key';

const BELIEVED_MS = 500;
const MOST_KEYS = 1_000;

const rings = new WeakMap<object, KeyRing<KeyHolder>>();

/** The keys that this process saw lately, by their hashes. One for each database. */
export function keyRing(db: Pick<Database, 'dataSource'>): KeyRing<KeyHolder> {
  let ring = rings.get(db.dataSource);
  if (!ring) {
    ring = new KeyRing(BELIEVED_MS, MOST_KEYS);
    rings.set(db.dataSource, ring);
  }
  return ring;
}

/** Keys and who holds them, as they were read within `believedMs`; at most so many. */
export class KeyRing<Holder extends { readonly keyId: number }> {
  private readonly kept = new Map<string, { holder: Holder; readAtMs: number }>();

  constructor(
    private readonly believedMs: number,
    private readonly most: number,
  ) {}

  find(hash: Buffer, now: Date): Holder | undefined {
    const found = this.kept.get(nameOf(hash));
    if (!found) return undefined;
    const ageMs = now.getTime() - found.readAtMs;
    return ageMs >= 0 && ageMs < this.believedMs ? found.holder : undefined;
  }

  has(hash: Buffer): boolean {
    return this.kept.has(nameOf(hash));
  }

  /** Remembers what was just read; the one that was read longest ago makes room. */
  keep(hash: Buffer, holder: Holder, now: Date): Holder {
    const name = nameOf(hash);
    this.kept.delete(name);
    this.kept.set(name, { holder, readAtMs: now.getTime() });
    if (this.kept.size > this.most) this.kept.delete(this.kept.keys().next().value!);
    return holder;
  }

  /** After a change of this key, so that the very next request sees it. */
  forget(keyId: number): void {
    for (const [name, { holder }] of this.kept) if (holder.keyId === keyId) this.kept.delete(name);
  }
}

function nameOf(hash: Buffer): string {
  return hash.toString('latin1');
}
