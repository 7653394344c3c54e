import type { TlObject } from '../tl/tl-object';
import type { Participant } from './records';

export const noAdminRights: TlObject = { _: 'chatAdminRights' };
const allRights = [
  'changeInfo',
  'postMessages',
  'editMessages',
  'deleteMessages',
  'banUsers',
  'inviteUsers',
  'pinMessages',
  'addAdmins',
  'manageCall',
  'other',
];
export const fullAdminRights: TlObject = {
  _: 'chatAdminRights',
  ...Object.fromEntries(allRights.map((right) => [right, true])),
};
export const fullBan: TlObject = {
  _: 'chatBannedRights',
  viewMessages: true,
  sendMessages: true,
  sendMedia: true,
  untilDate: 0,
};

/** A participant as TL. The viewer sees itself as "self". */
export function participantView(participant: Participant, viewerId: bigint): TlObject {
  const { userId, date, status, rank } = participant;
  const isSelf = userId === viewerId;
  switch (status) {
    case 'creator':
      return { _: 'channelParticipantCreator', userId, adminRights: fullAdminRights, rank };
    case 'admin': {
      const promotedBy = participant.promotedBy ?? userId;
      const self = isSelf ? { self: true, inviterId: participant.inviterId ?? promotedBy } : {};
      const canEdit = promotedBy === viewerId;
      return {
        _: 'channelParticipantAdmin',
        canEdit,
        ...self,
        userId,
        promotedBy,
        date,
        adminRights: participant.adminRights ?? noAdminRights,
        rank,
      };
    }
    case 'member':
      if (isSelf) return { _: 'channelParticipantSelf', userId, inviterId: participant.inviterId ?? userId, date };
      return { _: 'channelParticipant', userId, date };
    case 'left':
      return { _: 'channelParticipantLeft', peer: { _: 'peerUser', userId } };
    default: {
      const peer = { _: 'peerUser', userId };
      const kickedBy = participant.kickedBy ?? userId;
      return {
        _: 'channelParticipantBanned',
        left: status === 'banned',
        peer,
        kickedBy,
        date,
        bannedRights: participant.bannedRights ?? fullBan,
      };
    }
  }
}
