import { createHmac, randomBytes } from 'node:crypto';
import type { Access } from './access';
import { PersonMarkKey } from './entities/person-mark-key.entity';

/** Marks a person together with what the mark is about: the same for ever, and nothing leads back from it. */
export type PersonMarks = (telegramId: bigint, about: string) => Promise<Buffer>;

/**
 * HMAC-SHA-256 under a key of its own, which is made at the first mark and stored sealed: another SECRET_KEY seals it anew
 * and changes no mark. Rejects when it cannot be opened: then nobody can tell who had what before.
 */
export function createPersonMarks(
  { manager }: Access,
  box: { seal(text: string): Buffer; open(sealed: Buffer): string },
): PersonMarks {
  let key: Promise<Buffer> | undefined;

  async function readKey(): Promise<Buffer> {
    const found = (await storedKey()) ?? (await makeKey());
    return Buffer.from(box.open(found), 'base64');
  }

  async function storedKey(): Promise<Buffer | undefined> {
    return (await manager.findOneBy(PersonMarkKey, { id: 1 }))?.keySealed;
  }

  /** Two processes may make it at once: the first one's is the key. */
  async function makeKey(): Promise<Buffer> {
    const keySealed = box.seal(randomBytes(32).toString('base64'));
    await manager.createQueryBuilder().insert().into(PersonMarkKey).values({ id: 1, keySealed }).orIgnore().execute();
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
