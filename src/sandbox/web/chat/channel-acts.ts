import type { Api } from 'telegram';
import type { UserClient } from '../user-client/user-client';
import { ChatError } from './chat-error';
import type { UserChat } from './user-chat';

/** A channel or group as the person who is played sees it. */
export interface ChannelView {
  readonly title: string;
  readonly isMember: boolean;
}

const INVITE = /^\/(?:\+|joinchat\/)([\w-]+)\/?$/;
const NAME = /^\/(\w{4,32})\/?$/;

/** What a t.me link of a channel leads to. Rejects with ChatError when it leads to none. */
export function lookAtChannel(chat: UserChat, url: string): Promise<ChannelView> {
  return chat.act(async (client) => {
    const hash = INVITE.exec(new URL(url).pathname)?.[1];
    if (hash === undefined) {
      const { title, left } = await publicChannel(client, url);
      return { title, isMember: left !== true };
    }
    const invite = await client.invoke(new client.api.messages.CheckChatInvite({ hash }));
    if (invite instanceof client.api.ChatInvite) return { title: invite.title, isMember: false };
    return { title: 'title' in invite.chat ? invite.chat.title : '', isMember: true };
  });
}

/** Joins the channel that a link leads to, or leaves it. */
export function setMembership(chat: UserChat, url: string, isMember: boolean): Promise<void> {
  return chat.act(async (client) => {
    const { api, invoke } = client;
    const hash = INVITE.exec(new URL(url).pathname)?.[1];
    if (hash !== undefined && isMember) return void (await invoke(new api.messages.ImportChatInvite({ hash })));
    const channel = inputOf(
      client,
      hash === undefined ? await publicChannel(client, url) : await invited(client, hash),
    );
    const request = isMember ? new api.channels.JoinChannel({ channel }) : new api.channels.LeaveChannel({ channel });
    await invoke(request);
  });
}

async function publicChannel({ api, invoke }: UserClient, url: string): Promise<Api.Channel> {
  const username = NAME.exec(new URL(url).pathname)?.[1];
  if (!username) throw new ChatError('This link leads to no channel.', 'no_channel', 404);
  const { chats } = await invoke(new api.contacts.ResolveUsername({ username }));
  const channel = chats.find((one): one is Api.Channel => one instanceof api.Channel);
  if (!channel) throw new ChatError('This link leads to no channel.', 'no_channel', 404);
  return channel;
}

async function invited({ api, invoke }: UserClient, hash: string): Promise<Api.Channel> {
  const invite = await invoke(new api.messages.CheckChatInvite({ hash }));
  if (invite instanceof api.ChatInviteAlready && invite.chat instanceof api.Channel) return invite.chat;
  throw new ChatError('You are not in this channel.', 'not_in_channel', 422);
}

function inputOf({ api }: UserClient, { id, accessHash }: Api.Channel): Api.InputChannel {
  return new api.InputChannel({ channelId: id, accessHash: accessHash! });
}
