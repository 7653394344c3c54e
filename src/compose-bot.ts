import type { App, Loop } from './app';
import { type BotEdge, type BotEdgeOptions, createBotEdge } from './bot/bot-edge';
import { commandMenus } from './bot/command-menu';
import { followSourceChats } from './bot/follow-source-chats';
import { createRouter } from './bot/interaction/router';
import { tellChatTrouble } from './bot/notices/chat-trouble';
import { createRenderer } from './bot/notices/render';
import { createPanel } from './bot/panel/panel';
import { createTelegramStore } from './bot/telegram/database-store';
import { createTelegramGateway } from './bot/telegram/gateway';
import type { Secret, TelegramConfig } from './config';
import type { SecretBox } from './platform/secret-box';
import type { HandleUpdate } from './ports/inbound-update';
import type { TelegramLookups } from './ports/messenger';

/** How far apart unhurried messages of one chat go out; what Telegram bears unless told otherwise. */
export type ChatPacing = Pick<NonNullable<BotEdgeOptions['outbox']>, 'perChatMs' | 'perChannelMs'>;

/** Builds the bot's edge over Telegram: gateway, screens and notices, working while this process owns the session. */
export function composeBot(o: {
  app: App;
  telegram: TelegramConfig;
  secretBox: SecretBox;
  adminPasswordHash?: Secret;
  publicUrl?: string;
  onWake: (loop: Loop, run: () => void) => void;
  connectTelegram: (lookups: TelegramLookups) => void;
  pace?: ChatPacing;
}): BotEdge {
  const { app, telegram, secretBox } = o;
  const { db, clock, log, ids } = app;
  const botId = BigInt(telegram.botToken.reveal().split(':')[0]!);
  const { dataCentre: dc } = telegram;
  const createTelegram = (onStored: () => void, followsChat: (chatId: bigint) => boolean) =>
    createTelegramGateway({
      apiId: telegram.apiId,
      apiHash: () => telegram.apiHash.reveal(),
      botToken: () => telegram.botToken.reveal(),
      dc: dc && { id: dc.id, host: dc.host, port: dc.port, publicKeyPem: dc.publicKeyPem },
      store: createTelegramStore({ db, box: secretBox, clock, botId }),
      clock,
      log,
      followsChat,
      onStored,
    });
  const createGateway = (onStored: () => void) =>
    followSourceChats(app, (followsChat) => createTelegram(onStored, followsChat));

  /** The menu is a comfort: without it every command still works, so its failure is only told. */
  async function showCommands(): Promise<void> {
    for (const { languageCode, commands } of commandMenus(app.currency)) {
      const outcome = await edge.messenger.setCommands(languageCode, commands);
      if (outcome.kind !== 'sent') log.warn({ languageCode, outcome: outcome.kind }, 'the command menu was not set');
    }
  }

  // The router answers presses through the messenger, which the edge makes with the router in hand.
  const handle: HandleUpdate = (update) => router.handle(update);
  const edge = createBotEdge({
    db,
    clock,
    ids,
    log,
    createGateway,
    handle,
    onConnected: showCommands,
    outbox: { ...o.pace, broadcastsPerSecond: async () => (await app.settings()).broadcastsPerSecond },
    ...createRenderer(app, secretBox),
    onChatTrouble: (row, detail) => tellChatTrouble(app, row, detail),
  });
  const { messenger } = edge;
  const panel = createPanel({ app, messenger, secretBox, passwordHash: o.adminPasswordHash, publicUrl: o.publicUrl });
  const router = createRouter({ app, messenger, botId, panel });
  o.connectTelegram(messenger);
  for (const loop of ['inbox', 'outbox'] as const) o.onWake(loop, () => edge.wake(loop));
  return edge;
}
