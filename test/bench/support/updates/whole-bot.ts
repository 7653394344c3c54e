import 'reflect-metadata';
import { createBotEdge } from '../../../../src/bot/bot-edge';
import { createTelegramGateway } from '../../../../src/bot/telegram/gateway';
import { createTelegramStore } from '../../../../src/bot/telegram/session-store';
import { createDataSource } from '../../../../src/database/data-source';
import { Database } from '../../../../src/database/database';
import { cryptoIds } from '../../../../src/platform/crypto-ids';
import { createLogger } from '../../../../src/platform/logger';
import { systemClock } from '../../../../src/platform/system-clock';
import type { RenderedMessage } from '../../../../src/ports/rendered-message';
import { ANSWER, runBot } from './bot-order';

/** The whole edge: update stored, handled, answer put into the outbox, sent, marked. */
runBot(async (order) => {
  const dataSource = await createDataSource({ url: order.databaseUrl!, poolSize: 10 }).initialize();
  const db = new Database(dataSource);
  const log = createLogger({ level: 'silent' });
  const box = { seal: (text: string) => Buffer.from(text), open: (sealed: Buffer) => sealed.toString() };
  const botId = BigInt(order.token.split(':')[0]!);
  const keyboard = [ANSWER.buttons.map((text) => ({ kind: 'callback', text, data: text }))];
  const entities = [{ kind: 'bold', offset: 0, length: ANSWER.bold.length }];
  const payload = { text: ANSWER.bold + ANSWER.rest, entities, keyboard };
  const edge = createBotEdge({
    db,
    clock: systemClock,
    ids: cryptoIds,
    log,
    gateway: createTelegramGateway({
      apiId: order.apiId,
      apiHash: () => order.apiHash,
      botToken: () => order.token,
      dc: { id: order.dcId, host: order.host, port: order.port, publicKeyPem: order.publicKeyPem },
      store: createTelegramStore({ db, box, clock: systemClock, botId }),
      clock: systemClock,
      log,
    }),
    async handle(update) {
      if (update.kind !== 'message') return;
      const { telegramId: chatId } = update.from;
      await edge.sendNow({ key: `a:${update.id}`, lane: 0, chatId, kind: 'message', payload, at: new Date() });
    },
    render: async ({ payload }) => payload as unknown as RenderedMessage,
    onSent: async () => undefined,
    preCheckoutExcuse: () => 'The bench takes no money.',
    onConnected: async () => connected(),
  });
  let connected: () => void = () => undefined;
  const isConnected = new Promise<void>((resolve) => {
    connected = resolve;
  });
  edge.start();
  await isConnected;
});
