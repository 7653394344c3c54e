import bigInt from 'big-integer';
import { Api, type TelegramClient } from 'telegram';
import type { RunningShop } from '../../src/main';
import { addChannel } from '../../src/usecases/channels/add-channel';
import { saveRequirement } from '../../src/usecases/channels/save-requirement';
import { LIVE_BOT, type LiveWorld } from './live-shop';
import { connectGramjsUser } from './telegram-clients';

const author = { actor: { type: 'ADMIN', id: 'test' } } as const;
export const BOT_ID = BigInt(LIVE_BOT.token.split(':')[0]!);
let channels = 0;

/** A channel in the sandbox's Telegram, with a creator of its own. */
export interface LiveChannel {
  readonly title: string;
  /** As Telegram counts, without the mark. */
  readonly id: bigint;
  readonly marked: bigint;
  /** Where its button leads. */
  readonly url: string;
  /** Deleted by its creator. */
  deletes(): Promise<void>;
  /** Posts in it, and gives the id of the post. */
  posts(message: string): Promise<number>;
}

/** Makes a channel with the bot as an admin in it; private ones have an invite link only. */
export function liveChannel(
  world: LiveWorld,
  o: { title: string; isPrivate?: boolean; isGroup?: boolean },
): LiveChannel {
  channels += 1;
  const { telegram } = world;
  const phone = `1555030${String(channels).padStart(4, '0')}`;
  const { id: creatorId } = telegram.createUser({ phone, firstName: `Creator ${channels}` });
  const username = o.isPrivate ? undefined : `live_channel_${channels}`;
  const kind = o.isGroup ? 'supergroup' : 'channel';
  const { id, inviteLink } = telegram.createChannel({ title: o.title, username, creatorId, kind });
  telegram.setAdmin(id, BOT_ID);
  return {
    title: o.title,
    id,
    marked: -(1_000_000_000_000n + id),
    url: username ? `https://t.me/${username}` : inviteLink,
    async deletes() {
      await asCreator(async (creator, channel) => {
        await creator.invoke(new Api.channels.DeleteChannel({ channel }));
      });
    },
    async posts(message) {
      let postId = 0;
      await asCreator(async (creator, { channelId, accessHash }) => {
        postId = (await creator.sendMessage(new Api.InputPeerChannel({ channelId, accessHash }), { message })).id;
      });
      return postId;
    },
  };

  async function asCreator(act: (creator: TelegramClient, channel: Api.InputChannel) => Promise<void>): Promise<void> {
    const creator = await connectGramjsUser(telegram, creatorId);
    const page = { offsetDate: 0, offsetId: 0, offsetPeer: new Api.InputPeerEmpty(), limit: 100, hash: bigInt(0) };
    const { chats } = (await creator.invoke(new Api.messages.GetDialogs(page))) as Api.messages.Dialogs;
    const mine = chats.find((chat): chat is Api.Channel => String(chat.id) === String(id))!;
    await act(creator, new Api.InputChannel({ channelId: mine.id, accessHash: mine.accessHash! }));
    await creator.destroy();
  }
}

/** Tells the shop of it as an operator does; gives the row's id. */
export async function takesUp(shop: RunningShop, channel: LiveChannel): Promise<number> {
  const outcome = await addChannel(shop.app, { reference: String(channel.marked), purpose: 'MEMBERSHIP', ...author });
  if (outcome.kind !== 'added') throw new Error(`the channel was not added: ${JSON.stringify(outcome)}`);
  return outcome.channel.id;
}

/** From now on everybody has to join it. */
export async function requires(shop: RunningShop, channel: LiveChannel): Promise<number> {
  const id = await takesUp(shop, channel);
  const outcome = await saveRequirement(shop.app, id, {}, author);
  if (outcome.kind !== 'saved') throw new Error(`the channel was not required: ${JSON.stringify(outcome)}`);
  return id;
}
