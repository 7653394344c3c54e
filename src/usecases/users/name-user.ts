import type { App } from '../../app';

export type NamedUser =
  | { kind: 'found'; userId: bigint }
  | { kind: 'nobody' }
  /** Several people fit: say `id:17` for one of them. */
  | { kind: 'several'; userIds: bigint[] }
  | { kind: 'unreadable' };

const MAX_ID = 2n ** 63n - 1n;

/** Whom an operator means by `@name`, `tg:555` (Telegram id), `id:17` (id in the shop) or digits that may be either. */
export async function nameUser(app: App, reference: string): Promise<NamedUser> {
  const [, prefix, digits, username] = /^(?:(id:|tg:)?(\d{1,19})|@?([A-Za-z]\w{2,31}))$/.exec(reference.trim()) ?? [];
  if (!digits && !username) return { kind: 'unreadable' };
  const number = digits ? BigInt(digits) : undefined;
  if (number !== undefined && number > MAX_ID) return { kind: 'nobody' };
  const userIds = await app.db.erasure.find({
    id: prefix === 'tg:' ? undefined : number,
    telegramId: prefix === 'id:' ? undefined : number,
    username,
  });
  if (userIds.length > 1) return { kind: 'several', userIds };
  return userIds[0] === undefined ? { kind: 'nobody' } : { kind: 'found', userId: userIds[0] };
}
