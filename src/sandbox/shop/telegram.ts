import { join } from 'node:path';
import { Secret, type TelegramConfig } from '../../config';
import { startTelegramSandbox, type TelegramSandbox } from '../telegram';
import { DEMO_BOT, DEMO_CHANNEL, DEMO_CREATOR, DEMO_PEOPLE, DEMO_STARS, type DemoPerson } from './demo-people';
import { onRememberedPort, type SandboxFile } from './sandbox-file';

export interface DemoTelegram {
  readonly dataCentre: TelegramSandbox;
  readonly people: readonly (DemoPerson & { id: bigint; loginCode: string })[];
  /** Public, with the bot as an admin. */
  readonly channel: typeof DEMO_CHANNEL & { readonly id: bigint };
  /** What the environment would say of a real data centre. */
  readonly config: TelegramConfig;
}

/** A Telegram of our own on loopback, with the shop's bot and the demo people in it. Chats survive a restart. */
export async function startDemoTelegram(file: SandboxFile): Promise<DemoTelegram> {
  const { folder, memory } = file;
  const dataCentre = await onRememberedPort(memory, 'telegram', (port) =>
    startTelegramSandbox({ port, journalPath: join(folder, 'telegram.jsonl') }),
  );
  const bot = dataCentre.createBot({ token: memory.botToken, ...DEMO_BOT });
  const people = DEMO_PEOPLE.map((person) => {
    const { id, loginCode } = dataCentre.createUser({ ...person, langCode: person.language });
    dataCentre.stars.buy(id, DEMO_STARS, 'opening');
    return { ...person, id, loginCode };
  });
  const { id: creatorId } = dataCentre.createUser(DEMO_CREATOR);
  const { id } = dataCentre.createChannel({ ...DEMO_CHANNEL, creatorId, kind: 'channel' });
  dataCentre.setAdmin(id, bot.id);
  return {
    dataCentre,
    people,
    channel: { ...DEMO_CHANNEL, id },
    config: {
      apiId: dataCentre.apiId,
      apiHash: new Secret(dataCentre.apiHash),
      botToken: new Secret(memory.botToken),
      dataCentre: {
        host: dataCentre.host,
        port: dataCentre.port,
        id: dataCentre.dcId,
        publicKeyPem: dataCentre.publicKeyPem,
      },
    },
  };
}
