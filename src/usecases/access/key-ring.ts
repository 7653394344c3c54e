import type { Database } from '../../database/database';
import type { KeyHolder } from './recognise-api-key';

const BELIEVED_MS = 500;
const MOST_KEYS = 1_000;

const rings = new WeakMap<object, KeyRing>();

/** The keys that this process saw lately, by their hashes. One for each database. */
export function keyRing(db: Pick<Database, 'dataSource'>): KeyRing {
  let ring = rings.get(db.dataSource);
  if (!ring) {
    ring = new KeyRing();
    rings.set(db.dataSource, ring);
  }
  return ring;
}

class KeyRing {
  private readonly kept = new Map<string, { holder: KeyHolder; readAtMs: number }>();

  find(hash: Buffer, now: Date): KeyHolder | undefined {
    const found = this.kept.get(nameOf(hash));
    if (!found) return undefined;
    const ageMs = now.getTime() - found.readAtMs;
    return ageMs >= 0 && ageMs < BELIEVED_MS ? found.holder : undefined;
  }

  has(hash: Buffer): boolean {
    return this.kept.has(nameOf(hash));
  }

  /** Remembers what was just read; the one that was read longest ago makes room. */
  keep(hash: Buffer, holder: KeyHolder, now: Date): KeyHolder {
    const name = nameOf(hash);
    this.kept.delete(name);
    this.kept.set(name, { holder, readAtMs: now.getTime() });
    if (this.kept.size > MOST_KEYS) this.kept.delete(this.kept.keys().next().value!);
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
