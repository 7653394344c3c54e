import { createTelegramGateway } from '../../../../src/bot/telegram/gateway';
import type { TelegramStore } from '../../../../src/bot/telegram/session-store';
import { cryptoIds } from '../../../../src/platform/crypto-ids';
import { createLogger } from '../../../../src/platform/logger';
import { systemClock } from '../../../../src/platform/system-clock';
import { ANSWER, runBot } from './bot-order';

/** The gateway alone: what it would write to the database is answered at once, so that only the client is measured. */
runBot(async (order) => {
  const keyboard = [ANSWER.buttons.map((text) => ({ kind: 'callback', text, data: text }) as const)];
  const text = ANSWER.bold + ANSWER.rest;
  const entities = [{ kind: 'bold', offset: 0, length: ANSWER.bold.length }] as const;
  const store: TelegramStore = {
    loadSession: async () => undefined,
    saveSession: async () => undefined,
    listChannelStates: async () => new Map(),
    findPeer: async () => undefined,
    listFloodWaits: async () => new Map(),
    saveFloodWait: async () => undefined,
    async saveUpdates({ rows }) {
      for (const { telegramId } of rows) {
        const randomId = cryptoIds.int63();
        void gateway.messenger.sendText({ chatId: telegramId, text, entities, keyboard, randomId });
      }
      return rows.length;
    },
  };
  const gateway = createTelegramGateway({
    apiId: order.apiId,
    apiHash: () => order.apiHash,
    botToken: () => order.token,
    dc: { id: order.dcId, host: order.host, port: order.port, publicKeyPem: order.publicKeyPem },
    store,
    clock: systemClock,
    log: createLogger({ level: 'silent' }),
  });
  await gateway.connect();
});
