import type { Call, MethodTable } from '../rpc/call';
import { badRequest } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import type { Account, BotCommandList } from '../world/records';

const commandName = /^[a-z0-9_]{1,32}$/;
const mostCommands = 100;

/** Which list a request is about. */
function scopeOf(call: Call, request: TlObject): Pick<BotCommandList, 'scope' | 'peerId' | 'langCode'> {
  const langCode = String(request.langCode);
  if (!/^([a-z]{2,3})?$/.test(langCode)) throw badRequest('LANG_CODE_INVALID');
  const { scope } = request;
  if (scope.userId) return { scope: scope._, peerId: call.world.peers.user(call.account, scope.userId).id, langCode };
  if (!scope.peer) return { scope: scope._, langCode };
  const peer = call.world.peers.peer(call.account, scope.peer);
  return { scope: scope._, peerId: peer.kind === 'user' ? peer.account.id : peer.channel.id, langCode };
}

const sameScope = (one: Pick<BotCommandList, 'scope' | 'peerId' | 'langCode'>) => (other: BotCommandList) =>
  one.scope === other.scope && one.peerId === other.peerId && one.langCode === other.langCode;

/** The commands a user is offered: those for this chat, for private chats, or for all; in the user's language or in none. */
export function commandsFor(bot: Account, user: Account): TlObject[] {
  const scopes = [
    { scope: 'botCommandScopePeer', peerId: user.id },
    { scope: 'botCommandScopeUsers' },
    { scope: 'botCommandScopeDefault' },
  ];
  const wanted = scopes.flatMap((scope) => [user.langCode ?? '', ''].map((langCode) => ({ ...scope, langCode })));
  const found = wanted.map((scope) => bot.commands.find(sameScope(scope as BotCommandList))).find((list) => list);
  return (found?.commands ?? []).map((command) => ({ _: 'botCommand', ...command }));
}

function replaceCommands(call: Call, request: TlObject, commands: BotCommandList['commands']): boolean {
  const scope = scopeOf(call, request);
  const bot = call.account;
  bot.commands = bot.commands.filter((list) => !sameScope(scope)(list));
  if (commands.length) bot.commands.push({ ...scope, commands });
  call.world.accounts.save(bot);
  return true;
}

function languageOf(request: TlObject): string {
  const langCode = String(request.langCode ?? '');
  if (!/^([a-z]{2,3})?$/.test(langCode)) throw badRequest('LANG_CODE_INVALID');
  return langCode;
}

/** What a bot says of itself in a language; what it does not say there, it says as to all. */
export function infoIn(bot: Account, langCode: string): Pick<Account, 'about' | 'description'> {
  const own = bot.infos?.[langCode];
  return { about: own?.about ?? bot.about, description: own?.description ?? bot.description };
}

export const botsMethods: MethodTable = {
  'bots.setBotCommands': (call, request) => {
    const commands = request.commands as { command: string; description: string }[];
    if (commands.length > mostCommands) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    for (const { command, description } of commands) {
      if (!commandName.test(command)) throw badRequest('BOT_COMMAND_INVALID');
      if (description.length < 1 || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    }
    return replaceCommands(
      call,
      request,
      commands.map(({ command, description }) => ({ command, description })),
    );
  },
  'bots.resetBotCommands': (call, request) => replaceCommands(call, request, []),
  'bots.getBotCommands': (call, request) => {
    const list = call.account.commands.find(sameScope(scopeOf(call, request)));
    return (list?.commands ?? []).map((command) => ({ _: 'botCommand', ...command }));
  },
  'bots.setBotMenuButton': (call, request) => {
    call.account.menuButton = request.button;
    call.world.accounts.save(call.account);
    return true;
  },
  'bots.getBotMenuButton': (call) => call.account.menuButton ?? { _: 'botMenuButtonDefault' },
  'bots.setBotInfo': (call, request) => {
    const bot = request.bot ? call.world.peers.user(call.account, request.bot) : call.account;
    if (bot.id !== call.account.id) throw badRequest('BOT_INVALID');
    const langCode = languageOf(request);
    if (String(request.about ?? '').length > 120) throw badRequest('BOT_ABOUT_INVALID');
    if (String(request.description ?? '').length > 512) throw badRequest('BOT_DESCRIPTION_INVALID');
    const kept = langCode === '' ? bot : { ...bot.infos?.[langCode] };
    kept.about = request.about ?? kept.about;
    kept.description = request.description ?? kept.description;
    if (langCode !== '') bot.infos = { ...bot.infos, [langCode]: kept };
    bot.firstName = request.name ?? bot.firstName;
    call.world.accounts.save(bot);
    return true;
  },
  'bots.getBotInfo': (call, request) => {
    const { firstName } = call.account;
    const { about, description } = infoIn(call.account, languageOf(request));
    return { _: 'bots.botInfo', name: firstName, about: about ?? '', description: description ?? '' };
  },
};
