import { Api, type TelegramClient } from 'telegram';
import { startTelegramSandbox, type TelegramSandbox, type TelegramSandboxOptions } from '../../../src/sandbox/telegram';
import { connectGramjsBot, connectGramjsUser } from '../../support/telegram-clients';

const token = '7100000010:stage';

/** One sandbox with one bot and two people, connected; `close` ends all of it. */
export interface Stage {
  sandbox: TelegramSandbox;
  bot: TelegramClient;
  user: TelegramClient;
  other: TelegramClient;
  botId: bigint;
  userId: bigint;
  otherId: bigint;
  close(): Promise<void>;
}

export async function openStage(options: TelegramSandboxOptions = {}): Promise<Stage> {
  const sandbox = await startTelegramSandbox(options);
  const botId = sandbox.createBot({ token, username: 'stage_bot', name: 'Stage' }).id;
  const userId = sandbox.createUser({
    phone: '+10000000011',
    firstName: 'Ann',
    username: 'ann_user',
    langCode: 'ru',
  }).id;
  const otherId = sandbox.createUser({ phone: '+10000000012', firstName: 'Bob', username: 'bob_user' }).id;
  const clients = [
    await connectGramjsBot(sandbox, token),
    await connectGramjsUser(sandbox, userId),
    await connectGramjsUser(sandbox, otherId),
  ] as const;
  const [bot, user, other] = clients;
  const close = async () => {
    for (const client of clients) await client.destroy();
    await sandbox.stop();
  };
  return { sandbox, bot, user, other, botId, userId, otherId, close };
}

/** Every Updates object a client is pushed from now on, flat. */
export function pushedTo(client: TelegramClient): Api.TypeUpdate[] {
  const heard: Api.TypeUpdate[] = [];
  const sender = (client as unknown as { _sender: { _updateCallback: (client: unknown, update: unknown) => void } })
    ._sender;
  sender._updateCallback = (_client, update) => {
    if (update instanceof Api.Updates) heard.push(...update.updates);
    else heard.push(update as Api.TypeUpdate);
  };
  return heard;
}

/** A keyboard of one button. */
export const oneButton = (data: Buffer) =>
  new Api.ReplyInlineMarkup({
    rows: [new Api.KeyboardButtonRow({ buttons: [new Api.KeyboardButtonCallback({ text: 'Press', data })] })],
  });
