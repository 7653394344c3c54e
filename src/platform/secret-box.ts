import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Secret } from '../config/secret';

const version = 1;
const ivBytes = 12;
const tagBytes = 16;
const headBytes = 2;

/**
 * Encrypts what must be stored but not be readable in the database: AES-256-GCM. Layout: version, key id (first byte of
 * the key's SHA-256), 12 bytes of nonce, 16 of tag, then the text.
 */
export class SecretBox {
  readonly #keys: readonly { id: number; key: Buffer }[];

  /** Keys are 32 bytes in base64. The first one seals; older ones only open what they sealed. */
  constructor(current: Secret, ...older: Secret[]) {
    this.#keys = [current, ...older].map((secret) => {
      const key = Buffer.from(secret.reveal(), 'base64');
      if (key.length !== 32) throw new Error(`A key of the secret box has ${key.length} bytes; it needs 32.`);
      return { id: createHash('sha256').update(key).digest()[0] as number, key };
    });
  }

  /** Each call gives other bytes. */
  seal(text: string): Buffer {
    const { id, key } = this.#keys[0] as { id: number; key: Buffer };
    const head = Buffer.from([version, id]);
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(head);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([head, iv, cipher.getAuthTag(), sealed]);
  }

  /** True when the present key sealed it; only meaningful for what `open` opens. */
  isCurrent(sealed: Buffer): boolean {
    const [current] = this.#keys;
    return sealed[1] === current!.id && tryOpen(current!.key, sealed) !== undefined;
  }

  /** Throws when the bytes were changed or were sealed with a key that is not here. */
  open(sealed: Buffer): string {
    if (sealed.length < headBytes + ivBytes + tagBytes) throw new Error('A sealed text is too short.');
    if (sealed[0] !== version) throw new Error(`A sealed text has the unknown version ${sealed[0]}.`);
    const candidates = this.#keys.filter(({ id }) => id === sealed[1]);
    for (const { key } of candidates) {
      const text = tryOpen(key, sealed);
      if (text !== undefined) return text;
    }
    throw new Error(
      candidates.length > 0
        ? 'A sealed text was damaged.'
        : 'A stored secret was sealed with another SECRET_KEY; give that one back, or enter the secret again.',
    );
  }
}

function tryOpen(key: Buffer, sealed: Buffer): string | undefined {
  const ivEnd = headBytes + ivBytes;
  const tagEnd = ivEnd + tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(headBytes, ivEnd), { authTagLength: tagBytes })
    .setAAD(sealed.subarray(0, headBytes))
    .setAuthTag(sealed.subarray(ivEnd, tagEnd));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(tagEnd)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
