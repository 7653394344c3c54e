import type { EventEmitter } from 'node:events';
import type { App } from './app';
import { type BotEdge, type BotEdgeOptions, createBotEdge } from './bot/bot-edge';
import { createRouter } from './bot/interaction/router';
import { outboxTroubles } from './bot/notices/outbox-troubles';
import { createRenderer } from './bot/outbox/kinds';
import { createPanel } from './bot/panel/panel';
import { answerPreCheckout, createPaymentTaker } from './bot/payments';
import { prepareChat } from './bot/prepare-chat';
import { createSourceChats } from './bot/source-chats';
import { createTelegramGateway, type TelegramGateway } from './bot/telegram/gateway';
import { createTelegramStore } from './bot/telegram/session-store';
import { textsFor } from './bot/texts';
import { languageFor } from './bot/texts/languages';
import type { Secret, TelegramConfig } from './config';
import type { SecretBox } from './platform/secret-box';

/** The way to Telegram. Nothing is opened yet. */
export function composeGateway(
  telegram: TelegramConfig,
  { db, clock, log, secretBox }: Pick<App, 'db' | 'clock' | 'log'> & { secretBox: SecretBox },
): TelegramGateway {
  const botId = BigInt(telegram.botToken.reveal().split(':')[0]!);
  return createTelegramGateway({
    apiId: telegram.apiId,
    apiHash: () => telegram.apiHash.reveal(),
    botToken: () => telegram.botToken.reveal(),
    dc: telegram.dataCentre,
    store: createTelegramStore({ db, box: secretBox, clock, botId }),
    clock,
    log,
  });
}

/** How far apart unhurried messages of one chat go out; what Telegram bears unless told otherwise. */
export type ChatPacing = Pick<NonNullable<BotEdgeOptions['outbox']>, 'perChatMs' | 'perChannelMs'>;

/** Builds the bot's edge over Telegram: screens, panel and notices, working while this process owns the session. */
export function composeBot(o: {
  app: App;
  gateway: TelegramGateway;
  secretBox: SecretBox;
  adminPasswordHash?: Secret;
  publicUrl?: string;
  wakes: EventEmitter;
  pace?: ChatPacing;
  /** By what payers are answered while they wait. */
  urgent?: Pick<App['db'], 'sql'>;
}): BotEdge {
  const { app, gateway, secretBox, adminPasswordHash: passwordHash, publicUrl } = o;
  const { db, clock, ids, log } = app;
  const { messenger, botId } = gateway;
  const panel = createPanel({ app, messenger, secretBox, passwordHash, publicUrl });
  const router = createRouter({ app, messenger, botId, panel, payments: createPaymentTaker(app) });
  const edge = createBotEdge({
    db,
    clock,
    ids,
    log,
    gateway,
    sourceChats: createSourceChats(app),
    handle: router.handle,
    preCheckoutExcuse: ({ languageCode }) =>
      textsFor(languageFor(languageCode ?? undefined), app.currency).preCheckoutExcuse,
    answerPreCheckout: (query) => answerPreCheckout(app, query, o.urgent),
    onConnected: () => prepareChat(app, messenger, botId),
    outbox: { ...o.pace, settings: app.settings },
    ...createRenderer(app, secretBox),
    troubles: outboxTroubles(app),
  });
  for (const [loop, wake] of Object.entries(edge.wakes)) o.wakes.on(loop, wake);
  return edge;
}
