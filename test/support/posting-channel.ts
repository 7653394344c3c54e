import type { App } from '../../src/app';
import type { SandboxMessage } from '../../src/sandbox/telegram';
import { addChannel } from '../../src/usecases/channels/add-channel';
import { LIVE_BOT, type LiveWorld } from './live-shop';

/** A private channel of the sandbox in which the shop's bot is an admin. */
export interface PostingChannel {
  /** Bare. */
  readonly id: bigint;
  readonly chatId: bigint;
  readonly botId: bigint;
  /** Of the bot, oldest first; service messages left out. */
  posts(): SandboxMessage[];
  texts(): string[];
}

export function postingChannel(world: LiveWorld, title = 'User data'): PostingChannel {
  const { telegram } = world;
  const owner = telegram.createUser({ phone: `1555099${title.length}`, firstName: 'Owner' });
  const botId = BigInt(LIVE_BOT.token.split(':')[0]!);
  const { id } = telegram.createChannel({ title, creatorId: owner.id, kind: 'channel' });
  telegram.setAdmin(id, botId);
  const posts = () => telegram.history(owner.id, id).filter(({ action }) => !action);
  return {
    id,
    botId,
    chatId: -1_000_000_000_000n - id,
    posts,
    texts: () => posts().map(({ text }) => text),
  };
}

/** The row of the channel in the shop. */
export async function knownChannel(app: App, { chatId }: Pick<PostingChannel, 'chatId'>): Promise<number> {
  const actor = { type: 'ADMIN', id: 'test' } as const;
  const outcome = await addChannel(app, { reference: String(chatId), purpose: 'POSTS', actor });
  if (outcome.kind !== 'added') throw new Error(`the channel was not added: ${JSON.stringify(outcome)}`);
  return outcome.channel.id;
}
