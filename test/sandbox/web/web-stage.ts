import fastify, { type FastifyInstance } from 'fastify';
import { startTelegramSandbox, type TelegramSandbox } from '../../../src/sandbox/telegram';
import { type InboxVendor, startInboxVendor } from '../../../src/sandbox/vendors';
import { type NumberInUse, type OtherNumber, type SandboxDescription, sandboxRoutes } from '../../../src/sandbox/web';
import { type ScriptedBot, startScriptedBot } from './scripted-bot';

export const token = '7100000020:web-stage';
export const ownNumber = '447400111222';

export interface WebStage {
  sandbox: TelegramSandbox;
  bot: ScriptedBot;
  vendor: InboxVendor;
  server: FastifyInstance;
  origin: string;
  description: SandboxDescription;
  ann: { id: string; number: bigint };
  bob: { id: string; number: bigint };
  numbers: NumberInUse[];
  others: OtherNumber[];
  close(): Promise<void>;
}

/** A data centre, a scripted bot, a vendor and the page's server over them. */
export async function openWebStage(): Promise<WebStage> {
  const sandbox = await startTelegramSandbox();
  sandbox.createBot({ token, username: 'stage_bot', name: '<b>Stage</b>' });
  const annUser = sandbox.createUser({ phone: '+10000000021', firstName: 'Ann', username: 'ann_user' });
  const bobUser = sandbox.createUser({ phone: '+10000000022', firstName: 'Bob', username: 'bob_user' });
  const vendor = await startInboxVendor({ name: 'Inbox', apiKey: 'inbox-key', numbers: [ownNumber] });
  const bot = await startScriptedBot(sandbox, token);
  const { host, port, dcId, layer, publicKeyPem, apiId, apiHash } = sandbox;
  const users = [
    { ...annUser, username: 'ann_user' },
    { ...bobUser, username: 'bob_user' },
  ].map(({ id, phone, loginCode, username }) => ({ id: String(id), phone, loginCode, username }));
  const description: SandboxDescription = {
    telegram: { host, port, dcId, layer, publicKeyPem, apiId, apiHash, botUsername: 'stage_bot', users, channels: [] },
    payments: [],
    vendors: [vendor].map(({ name, protocol, baseUrl, apiKey, control }) => ({
      name,
      protocol,
      baseUrl,
      apiKey,
      control,
    })),
    adminApiKey: 'admin-key',
    adminPassword: 'admin-password',
  };
  const numbers: NumberInUse[] = [];
  const others: OtherNumber[] = [];
  const faces = [{ id: String(annUser.id), name: '<img src=x onerror=alert(1)> Ann', language: 'ar' }];
  // Clients open connections in advance, on which no request ever comes; a closing server would wait for those.
  const server = fastify({ forceCloseConnections: true });
  await server.register(
    sandboxRoutes({ description, faces, numbersInUse: async () => numbers, otherNumbers: async () => others }),
  );
  const origin = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    sandbox,
    bot,
    vendor,
    server,
    origin,
    description,
    numbers,
    others,
    ann: { id: String(annUser.id), number: annUser.id },
    bob: { id: String(bobUser.id), number: bobUser.id },
    async close() {
      await server.close();
      await bot.close();
      await vendor.stop();
      await sandbox.stop();
    },
  };
}
