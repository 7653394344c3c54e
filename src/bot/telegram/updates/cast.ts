import type { Person } from '../../../ports/inbound-update';
import { Api } from '../gramjs';

/** Who and what an update speaks of, by bare id. */
export interface Cast {
  readonly users: ReadonlyMap<string, Api.User>;
  readonly chats: ReadonlyMap<string, Api.Chat | Api.Channel>;
}

/** The cast of an update or answer. */
export function castOf(users: readonly Api.TypeUser[], chats: readonly Api.TypeChat[]): Cast {
  const known = <Entity extends { id: unknown }>(entities: readonly Entity[]) =>
    new Map(entities.map((entity) => [String(entity.id), entity] as const));
  return {
    users: known(users.filter((user): user is Api.User => user instanceof Api.User)),
    chats: known(chats.filter((chat): chat is Api.Chat | Api.Channel => 'title' in chat) as Api.Channel[]),
  };
}

export function personOf(id: bigint, { users }: Cast): Person {
  const user = users.get(String(id));
  return {
    telegramId: id,
    firstName: user?.firstName ?? '',
    lastName: user?.lastName ?? null,
    username: user?.username ?? null,
    languageCode: user?.langCode ?? null,
  };
}
