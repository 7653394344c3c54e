import { hash, randomBytes } from 'node:crypto';

/** The form of a key: a prefix that scanners for leaked secrets can look for, then 256 random bits. */
const KEY = /^nsk_[\w-]{43}$/;

/** A new key. It is shown once; only its hash is kept. */
export function generateApiKey(): string {
  return `nsk_${randomBytes(32).toString('base64url')}`;
}

/** What is stored. A plain hash is enough for 256 random bits: there is nothing to guess. */
export function hashApiKey(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}

export function hasKeyForm(text: string): boolean {
  return KEY.test(text);
}
