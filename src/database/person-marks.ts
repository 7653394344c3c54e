import { createHmac, randomBytes } from 'node:crypto';
import type { Queryable } from './queryable';

/** Marks a person together with what the mark is about: the same for ever, and nothing leads back from it. */
export type PersonMarks = (telegramId: bigint, about: string) => Promise<Buffer>;

/**
 * HMAC-SHA-256 under a key of its own, which is made at the first mark and stored sealed: another SECRET_KEY seals it anew
 * and changes no mark. Rejects when it cannot be opened: then nobody can tell who had what before.
 */
export function createPersonMarks(
  sql: Queryable,
  box: { seal(text: string): Buffer; open(sealed: Buffer): string },
): PersonMarks {
  let key: Promise<Buffer> | undefined;

  async function readKey(): Promise<Buffer> {
    const found = (await storedKey()) ?? (await makeKey());
    return Buffer.from(box.open(found), 'base64');
  }

  async function storedKey(): Promise<Buffer | undefined> {
    const text = 'SELECT key_sealed AS sealed FROM person_mark_keys WHERE id = 1';
    const [row] = await sql.rows<{ sealed: Buffer }>('personMarks.key', text);
    return row?.sealed;
  }

  /** Two processes may make it at once: the first one's is the key. */
  async function makeKey(): Promise<Buffer> {
    const sealed = box.seal(randomBytes(32).toString('base64'));
    await sql.rows(
      'personMarks.make',
      'INSERT INTO person_mark_keys (id, key_sealed) VALUES (1, $1) ON CONFLICT (id) DO NOTHING',
      [sealed],
    );
    return (await storedKey())!;
  }

  return async (telegramId, about) => {
    key ??= readKey().catch((error: unknown) => {
      key = undefined;
      throw error;
    });
    return createHmac('sha256', await key)
      .update(`${about}:${telegramId}`)
      .digest();
  };
}
