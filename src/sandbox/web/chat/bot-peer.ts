import type { Api } from 'telegram';
import type { UserClient } from '../user-client/user-client';
import type { BotView } from './chat-view';

/** The bot as one user may address it, and what that user sees of it. */
export interface BotPeer {
  readonly id: string;
  readonly input: Api.InputPeerUser;
  readonly inputUser: Api.InputUser;
}

/** Finds the bot by its name. Rejects when nobody has the name or it is no user. */
export async function findBot({ api, invoke }: UserClient, username: string): Promise<BotPeer> {
  const found = await invoke(new api.contacts.ResolveUsername({ username }));
  const bot = found.users[0];
  if (bot?.className !== 'User' || !bot.accessHash) throw new Error(`@${username} is no bot here`);
  const address = { userId: bot.id, accessHash: bot.accessHash };
  return { id: bot.id.toString(), input: new api.InputPeerUser(address), inputUser: new api.InputUser(address) };
}

/** The bot's profile: name, description, commands for this user, and whether the user has blocked it. */
export async function readBotProfile({ api, invoke }: UserClient, bot: BotPeer) {
  const { fullUser, users } = await invoke(new api.users.GetFullUser({ id: bot.inputUser }));
  const user = users.find(({ id }) => id.toString() === bot.id);
  const known = user?.className === 'User' ? user : undefined;
  const view: BotView = {
    name: known?.firstName ?? 'Bot',
    username: known?.username ?? '',
    description: fullUser.botInfo?.description || fullUser.about || undefined,
    commands: readCommands(fullUser.botInfo?.commands),
  };
  return { view, blocked: fullUser.blocked ?? false };
}

export const readCommands = (commands?: readonly Api.TypeBotCommand[] | null): BotView['commands'] =>
  (commands ?? []).map(({ command, description }) => ({ command, description }));
