import type { BotStanding, Channel, Messenger } from '../../../ports/messenger';
import { Api, fromLong, toLong } from '../gramjs';
import { markChannel, unmark } from '../peers';
import { askOnce, type MessengerParts, refusalOf } from './attempt';
import { membershipOf, readParticipant } from './membership';

type Acts = Pick<Messenger, 'lookUpMember' | 'findChannel' | 'createInviteLink' | 'approveJoin'>;

const NO_REQUEST = /^(HIDE_REQUESTER_MISSING|USER_ALREADY_PARTICIPANT)$/;

/** Channels and who is in them. */
export function channelActs(parts: MessengerParts): Acts {
  const { peers } = parts;

  /** What Telegram told of a channel besides, the peers learn. */
  function channelIn({ chats }: { readonly chats: Api.TypeChat[] }): Api.Channel | undefined {
    parts.take(new Api.Updates({ updates: [], users: [], chats, date: 0, seq: 0 }));
    return chats.find((chat): chat is Api.Channel => chat instanceof Api.Channel);
  }

  const getChannel = (channel: Api.InputChannel) =>
    askOnce(parts, 'channels.getChannels', undefined, new Api.channels.GetChannels({ id: [channel] }));

  /** After a new sign-in old access hashes may be refused; where the bot is, Telegram tells it the new one without any. */
  async function knownAnew({ channelId }: Api.InputChannel): Promise<Api.InputChannel | undefined> {
    const tried = await getChannel(new Api.InputChannel({ channelId, accessHash: toLong(0n) }));
    const channel = tried.kind === 'done' ? channelIn(tried.answer) : undefined;
    return channel?.accessHash && new Api.InputChannel({ channelId, accessHash: channel.accessHash });
  }

  return {
    async lookUpMember(channelId, telegramId) {
      const [channel, participant] = await Promise.all([peers.inputChannel(channelId), peers.input(telegramId)]);
      const ask = (of: Api.InputChannel) => {
        const request = new Api.channels.GetParticipant({ channel: of, participant });
        return askOnce(parts, 'channels.getParticipant', undefined, request);
      };
      let tried = await ask(channel);
      const isWrongHash = tried.kind === 'not_done' && tried.error?.errorMessage === 'CHANNEL_INVALID';
      const known = isWrongHash ? await knownAnew(channel) : undefined;
      if (known) tried = await ask(known);
      if (tried.kind === 'not_done') return membershipOf(tried.error, tried.outcome);
      return readParticipant(tried.answer.participant);
    },

    /** Defect 14: the package's lookup refuses short names and links; and it asks again each time. */
    async findChannel(reference) {
      const marked = /^-?\d+$/.test(reference) ? BigInt(reference) : undefined;
      if (marked !== undefined && unmark(marked).kind !== 'CHANNEL')
        return { kind: 'not_found', detail: 'not a channel' };
      const username = publicName(reference);
      if (marked === undefined && !username) return { kind: 'not_found', detail: 'no public name' };
      const byName = () => new Api.contacts.ResolveUsername({ username: username as string });
      const tried =
        marked === undefined
          ? await askOnce(parts, 'contacts.resolveUsername', undefined, byName())
          : await getChannel(await peers.inputChannel(marked));
      if (tried.kind === 'not_done') {
        const refusal = refusalOf(tried);
        return refusal.kind === 'refused' ? { ...refusal, kind: 'not_found' } : refusal;
      }
      const channel = channelIn(tried.answer);
      return channel ? { kind: 'found', channel: channelOf(channel) } : { kind: 'not_found', detail: 'not a channel' };
    },

    async approveJoin(channelId, telegramId) {
      const [peer, userId] = await Promise.all([peers.input(channelId), peers.inputUser(telegramId)]);
      const request = new Api.messages.HideChatJoinRequest({ approved: true, peer, userId });
      const tried = await askOnce(parts, 'messages.hideChatJoinRequest', undefined, request);
      if (tried.kind === 'done') {
        parts.take(tried.answer);
        return { kind: 'approved' };
      }
      const refusal = refusalOf(tried);
      if (refusal.kind !== 'refused') return refusal;
      return NO_REQUEST.test(refusal.detail) ? { kind: 'no_request' } : refusal;
    },

    async createInviteLink(channelId) {
      const peer = await peers.input(channelId);
      const request = new Api.messages.ExportChatInvite({ peer, title: 'numbershop' });
      const tried = await askOnce(parts, 'messages.exportChatInvite', channelId, request);
      if (tried.kind === 'not_done') return refusalOf(tried);
      if (tried.answer instanceof Api.ChatInviteExported) return { kind: 'created', link: tried.answer.link };
      return { kind: 'refused', detail: 'no link' };
    },
  };
}

/** A channel or supergroup in our words, with what the bot is in it. */
export function channelOf(channel: Api.Channel): Channel {
  const { id, title, username, megagroup, usernames } = channel;
  // Channels with several public names carry them in a list of their own.
  const name = username ?? usernames?.find((one) => one.className === 'Username' && one.active)?.username ?? null;
  const isGroup = megagroup === true;
  return { id: markChannel(fromLong(id)), title, username: name, isGroup, bot: standingOf(channel, isGroup) };
}

function standingOf({ left, creator, adminRights, defaultBannedRights }: Api.Channel, isGroup: boolean): BotStanding {
  const isIn = left !== true;
  const isAdmin = creator === true || Boolean(adminRights); // null when absent
  const mayEverybody = isGroup && isIn && defaultBannedRights?.sendMessages !== true;
  return {
    isIn,
    isAdmin: isIn && isAdmin,
    canPost: isIn && (creator === true || adminRights?.postMessages === true || (isGroup && isAdmin) || mayEverybody),
    canInvite: isIn && (creator === true || adminRights?.inviteUsers === true),
  };
}

/** The name in `@name` or in a t.me link; undefined for invite links and anything else. Names have 4 to 32 characters. */
export function publicName(reference: string): string | undefined {
  return /^(?:@|(?:https?:\/\/)?t(?:elegram)?\.me\/)?([A-Za-z][A-Za-z0-9_]{3,31})\/?$/.exec(reference.trim())?.[1];
}
