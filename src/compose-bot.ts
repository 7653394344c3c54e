import type { App, Loop } from './app';
import { commandMenus } from './bot/command-menu';
import { createInboxRunner } from './bot/inbox/inbox-runner';
import { createRenderer } from './bot/notices/render';
import { createOutboxSender } from './bot/outbox/outbox-sender';
import { createRouter } from './bot/router';
import { createSessionOwner } from './bot/session-owner';
import { createTelegramStore } from './bot/telegram/database-store';
import { createTelegramGateway } from './bot/telegram/gateway';
import type { TelegramConfig } from './config';
import type { SecretBox } from './platform/secret-box';

export interface Bot {
  start(): void;
  stop(): Promise<void>;
  /** Whether this process owns the session and Telegram answers. */
  isConnected(): boolean;
  /** Whether this process may be asked: it is connected, or another process owns the session. */
  isReady(): boolean;
}

/**
 * Builds the bot's edge: the session's owner, and what only the owner runs (gateway, inbox, outbox). Losing the session
 * stops the three in this order: nothing new comes in, what was begun ends, nothing more goes out.
 */
export function composeBot(o: {
  app: App;
  telegram: TelegramConfig;
  secretBox: SecretBox;
  ownerIds: readonly bigint[];
  onWake: (loop: Loop, run: () => void) => void;
}): Bot {
  const { app, telegram, secretBox } = o;
  const { db, clock, log, ids } = app;
  const botId = BigInt(telegram.botToken.reveal().split(':')[0]!);
  const { dataCentre: dc } = telegram;
  const gateway = createTelegramGateway({
    apiId: telegram.apiId,
    apiHash: () => telegram.apiHash.reveal(),
    botToken: () => telegram.botToken.reveal(),
    dc: dc && { id: dc.id, host: dc.host, port: dc.port, publicKeyPem: dc.publicKeyPem },
    store: createTelegramStore({ db, box: secretBox, clock, botId }),
    clock,
    log,
    onStored: () => inbox.wake(),
  });
  const { messenger } = gateway;
  const { handle } = createRouter({ app, messenger, ownerIds: o.ownerIds });
  const inbox = createInboxRunner({ db, clock, log, handle });
  const outbox = createOutboxSender({ db, clock, log, messenger, ...createRenderer(app) });
  o.onWake('inbox', inbox.wake);
  o.onWake('outbox', outbox.wake);

  const owner = createSessionOwner({
    db,
    clock,
    ids,
    log,
    lease: `telegram-session:${botId}`,
    async begin() {
      await gateway.connect();
      inbox.start();
      outbox.start();
      void showCommands();
    },
    async end() {
      await inbox.stop();
      await outbox.stop();
      await gateway.close();
    },
  });
  /** The menu is a comfort: without it every command still works, so its failure is only told. */
  async function showCommands(): Promise<void> {
    for (const { languageCode, commands } of commandMenus(app.currency)) {
      const outcome = await messenger.setCommands(languageCode, commands);
      if (outcome.kind !== 'sent') log.warn({ languageCode, outcome: outcome.kind }, 'the command menu was not set');
    }
  }

  return {
    start: owner.start,
    stop: owner.stop,
    isConnected: () => gateway.isConnected,
    isReady: () => !owner.isOwner || gateway.isConnected,
  };
}
