import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const FORM = /^[\w-]{43}$/;

/** 256 random bits in the characters that an address may hold. Shown once; only the hash is kept. */
export function generateWebhookSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored. A plain hash is enough for 256 random bits: there is nothing to guess. */
export function hashWebhookSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

export function hasSecretForm(text: string): boolean {
  return FORM.test(text);
}

/** Whether one of the hashes is this secret's, in a time that tells nothing about which or how nearly. */
export function matchesOne(secret: string, hashes: readonly Buffer[]): boolean {
  const given = hashWebhookSecret(secret);
  let found = false;
  for (const hash of hashes) found = timingSafeEqual(given, hash) || found;
  return found;
}
