import { sha1, sha256 } from '../crypto/hashes';
import type { Journal } from '../journal/journal';

/** A key agreed with one client installation. Login and layer hang on it, not on a session or a socket. */
export interface AuthKey {
  /** The key's id on the wire, as 16 hexadecimal digits. */
  id: string;
  key: Buffer;
  firstSalt: bigint;
  /** Seconds; the first salt is good for an hour from here. */
  createdAt: number;
  layer?: number;
  accountId?: bigint;
  /** Used from two places at once: refused for good. */
  duplicated?: boolean;
  /** Unfinished sign-in: which phone was asked about, with which hash. */
  phoneCode?: { phone: string; hash: string };
}

const saltPeriodSeconds = 3600;

/** All keys this data centre knows, stored in the journal so that a restart signs nobody out. */
export class AuthKeys {
  private readonly byId: Map<string, AuthKey>;

  constructor(private readonly journal: Journal) {
    this.byId = journal.table<AuthKey>('authKey');
  }

  add(key: Buffer, firstSalt: bigint, nowSeconds: number): AuthKey {
    const made: AuthKey = { id: keyIdOf(key), key, firstSalt, createdAt: nowSeconds };
    this.save(made);
    return made;
  }

  find(id: string): AuthKey | undefined {
    return this.byId.get(id);
  }

  save(key: AuthKey): void {
    this.journal.put('authKey', key.id, key);
  }

  forget(id: string): void {
    this.journal.remove('authKey', id);
  }

  of(accountId: bigint): AuthKey[] {
    return [...this.byId.values()].filter((key) => key.accountId === accountId);
  }
}

/** Lower 64 bits of the key's SHA-1. */
export const keyIdOf = (key: Buffer): string => sha1(key).subarray(12).toString('hex');

/** The salt of the hour that contains `seconds`; each key has its own. */
export const saltAt = (key: AuthKey, seconds: number): bigint => {
  const hour = Buffer.alloc(4);
  hour.writeUInt32LE(Math.floor(seconds / saltPeriodSeconds));
  return sha256(key.key, hour).readBigInt64LE(0);
};

/** Whether a client may still use this salt: the present hour's, its neighbours', or the first one while it is fresh. */
export function isGoodSalt(key: AuthKey, salt: bigint, seconds: number): boolean {
  if (salt === key.firstSalt && seconds < key.createdAt + saltPeriodSeconds) return true;
  return [0, -saltPeriodSeconds, saltPeriodSeconds].some((shift) => salt === saltAt(key, seconds + shift));
}

/** The answer to get_future_salts: `count` salts from now on. */
export function futureSalts(key: AuthKey, count: number, seconds: number) {
  const start = Math.floor(seconds / saltPeriodSeconds) * saltPeriodSeconds;
  return Array.from({ length: Math.max(1, Math.min(64, count)) }, (_none, index) => {
    const since = start + index * saltPeriodSeconds;
    return { _: 'future_salt', validSince: since, validUntil: since + 2 * saltPeriodSeconds, salt: saltAt(key, since) };
  });
}
