import { askToJoin } from '../actions/join-requests';
import { changeMembership } from '../actions/membership';
import type { Call, MethodTable } from '../rpc/call';
import { badRequest } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import { participantView } from '../world/participant-view';
import type { Account, Channel, Participant } from '../world/records';
import { requireInside, requireRight, requireVisible } from './place';

/** Members of a broadcast channel are shown to its admins only; those of a supergroup to everybody inside. */
function requireMayList(call: Call, channel: Channel): void {
  const { world, account } = call;
  requireVisible(world, account, channel);
  if (world.channels.isAdmin(channel, account.id)) return;
  if (channel.kind === 'channel' || !world.channels.isMember(channel, account.id))
    throw badRequest('CHAT_ADMIN_REQUIRED');
}

function participantFor(call: Call, channel: Channel, input: TlObject): Participant {
  const { world, account } = call;
  const peer = world.peers.peer(account, input);
  if (peer.kind !== 'user') throw badRequest('PARTICIPANT_ID_INVALID');
  if (peer.account.id === account.id) requireVisible(world, account, channel);
  else requireMayList(call, channel);
  const participant = world.channels.participant(channel.id, peer.account.id);
  if (!participant || participant.status === 'left') throw badRequest('USER_NOT_PARTICIPANT');
  return participant;
}

const filters: Record<string, (participant: Participant, account: Account) => boolean> = {
  channelParticipantsRecent: inside,
  channelParticipantsSearch: inside,
  channelParticipantsAdmins: ({ status }) => status === 'creator' || status === 'admin',
  channelParticipantsBots: (participant, account) => inside(participant) && account.kind === 'bot',
  channelParticipantsKicked: ({ status }) => status === 'banned',
  channelParticipantsBanned: ({ status }) => status === 'restricted',
  channelParticipantsContacts: inside,
};

function inside({ status }: Participant): boolean {
  return status !== 'left' && status !== 'banned';
}

export const participantsMethods: MethodTable = {
  'channels.getParticipant': (call, request) => {
    const { world, account } = call;
    const channel = world.peers.channel(account, request.channel);
    const participant = participantView(participantFor(call, channel, request.participant), account.id);
    return {
      _: 'channels.channelParticipant',
      participant,
      ...world.views.mentioned(account, [participant, { channelId: channel.id }]),
    };
  },
  'channels.getParticipants': (call, request) => {
    const { world, account } = call;
    const channel = world.peers.channel(account, request.channel);
    requireMayList(call, channel);
    const fits = filters[request.filter._];
    if (!fits) throw badRequest('FILTER_INVALID');
    const wanted = String(request.filter.q ?? '').toLowerCase();
    const found = world.channels.participantsOf(channel.id).filter((participant) => {
      const person = world.accounts.get(participant.userId);
      const name = `${person.firstName} ${person.lastName ?? ''} ${person.username ?? ''}`.toLowerCase();
      return fits(participant, person) && name.includes(wanted);
    });
    const page = found.slice(request.offset, request.offset + Math.min(200, Math.max(0, request.limit)));
    const participants = page.map((participant) => participantView(participant, account.id));
    return {
      _: 'channels.channelParticipants',
      count: found.length,
      participants,
      ...world.views.mentioned(account, [participants, { channelId: channel.id }]),
    };
  },
  'channels.joinChannel': (call, request) => {
    const { world, account } = call;
    const channel = world.peers.channel(account, request.channel);
    return join(call, channel, account, false);
  },
  'channels.leaveChannel': (call, request) => {
    const { world, account, session } = call;
    const channel = world.peers.channel(account, request.channel);
    if (!world.channels.isMember(channel, account.id)) throw badRequest('USER_NOT_PARTICIPANT');
    if (channel.creatorId === account.id) throw badRequest('USER_CREATOR');
    const change = { channel, user: account, actor: account, next: { status: 'left' as const } };
    return world.publisher.updates(account, changeMembership(world, change, session));
  },
  'channels.inviteToChannel': (call, request) => {
    const { world, account, session } = call;
    const channel = world.peers.channel(account, request.channel);
    requireInside(world, account, channel);
    if (channel.kind === 'channel') requireRight(world, account, channel, 'inviteUsers');
    const invited = (request.users as TlObject[]).map((input) => world.peers.user(account, input));
    const updates = invited.flatMap((user) => {
      const status = world.channels.participant(channel.id, user.id)?.status;
      if (status === 'banned') throw badRequest('USER_KICKED');
      if (user.kind === 'bot' && channel.kind === 'channel') throw badRequest('USER_BOT');
      if (world.channels.isMember(channel, user.id)) return [];
      const next = { status: 'member' as const, inviterId: account.id };
      return changeMembership(world, { channel, user, actor: account, next }, session);
    });
    return {
      _: 'messages.invitedUsers',
      updates: world.publisher.updates(account, [...updates, { _: 'updateChannel', channelId: channel.id }]),
      missingInvitees: [],
    };
  },
  'channels.editAdmin': (call, request) => {
    const { world, account, session } = call;
    const channel = world.peers.channel(account, request.channel);
    requireRight(world, account, channel, 'addAdmins');
    const user = world.peers.user(account, request.userId);
    if (user.id === channel.creatorId) throw badRequest('USER_CREATOR');
    const isInside = world.channels.isMember(channel, user.id);
    const grants = Object.values(request.adminRights).some((value) => value === true);
    if (!isInside && !(user.kind === 'bot' && grants)) throw badRequest('USER_NOT_PARTICIPANT');
    // A bot can be in a broadcast channel only as an admin; taking its rights away takes it out.
    const without = channel.kind === 'channel' && user.kind === 'bot' ? ('left' as const) : ('member' as const);
    const promoted = {
      status: 'admin' as const,
      promotedBy: account.id,
      adminRights: request.adminRights,
      rank: request.rank || undefined,
    };
    const next = grants ? promoted : { status: without };
    return world.publisher.updates(account, [
      ...changeMembership(world, { channel, user, actor: account, next }, session),
      { _: 'updateChannel', channelId: channel.id },
    ]);
  },
  'channels.editBanned': (call, request) => {
    const { world, account, session } = call;
    const channel = world.peers.channel(account, request.channel);
    requireRight(world, account, channel, 'banUsers');
    const peer = world.peers.peer(account, request.participant);
    if (peer.kind !== 'user') throw badRequest('PARTICIPANT_ID_INVALID');
    const user = peer.account;
    if (user.id === channel.creatorId) throw badRequest('USER_ADMIN_INVALID');
    const next = afterBan(world.channels.isMember(channel, user.id), request.bannedRights, account.id);
    return world.publisher.updates(account, changeMembership(world, { channel, user, actor: account, next }, session));
  },
};

/** Full ban, some rights taken, or all given back (which does not bring anybody in). */
function afterBan(
  isInside: boolean,
  rights: TlObject,
  kickedBy: bigint,
): Omit<Participant, 'channelId' | 'userId' | 'date'> {
  if (rights.viewMessages) return { status: 'banned', kickedBy, bannedRights: rights };
  const takes = Object.values(rights).some((value) => value === true);
  if (takes) return { status: isInside ? 'restricted' : 'banned', kickedBy, bannedRights: rights };
  return { status: isInside ? 'member' : 'left' };
}

/** Lets the account in, unless it was banned. Throws USER_ALREADY_PARTICIPANT, CHANNEL_PRIVATE. */
export function join(call: Call, channel: Channel, user: Account, byInvite: boolean): TlObject {
  const { world, account, session } = call;
  if (world.channels.participant(channel.id, user.id)?.status === 'banned')
    throw badRequest(byInvite ? 'INVITE_HASH_EXPIRED' : 'CHANNEL_PRIVATE');
  if (!byInvite && !channel.username && !world.channels.participant(channel.id, user.id))
    throw badRequest('CHANNEL_PRIVATE');
  if (world.channels.isMember(channel, user.id)) {
    if (byInvite) throw badRequest('USER_ALREADY_PARTICIPANT');
    return world.publisher.updates(account, [{ _: 'updateChannel', channelId: channel.id }]);
  }
  if (channel.approvesJoins) {
    askToJoin(world, channel, user);
    throw badRequest('INVITE_REQUEST_SENT');
  }
  const next = { status: 'member' as const, inviterId: byInvite ? channel.creatorId : user.id };
  return world.publisher.updates(
    account,
    changeMembership(world, { channel, user, actor: user, next, byInvite }, session),
  );
}
