import { createHmac } from 'node:crypto';
import { badRequest } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import type { Accounts } from './accounts';
import type { Account, Channel } from './records';

/** A place where messages stand, as one account sees it. */
export type Peer = { kind: 'user'; account: Account } | { kind: 'channel'; channel: Channel };

interface Surroundings {
  accounts: Accounts;
  findChannel(id: bigint): Channel | undefined;
  isMember(channel: Channel, accountId: bigint): boolean;
  haveTalked(one: bigint, other: bigint): boolean;
}

/** Access hashes: each account has its own for each other account and channel, and a wrong one opens nothing. */
export class Peers {
  constructor(
    private readonly secret: Buffer,
    private readonly world: Surroundings,
  ) {}

  accessHash(viewerId: bigint, kind: 'user' | 'channel', id: bigint): bigint {
    return createHmac('sha256', this.secret).update(`${viewerId}:${kind}:${id}`).digest().readBigInt64LE(0);
  }

  /** The account an InputUser means. Throws USER_ID_INVALID. */
  user(viewer: Account, input: TlObject): Account {
    const found = this.lookUp(viewer, input);
    if (found?.kind !== 'user') throw badRequest('USER_ID_INVALID');
    return found.account;
  }

  /** The channel an InputChannel means. Throws CHANNEL_INVALID. */
  channel(viewer: Account, input: TlObject): Channel {
    const found = this.lookUp(viewer, input);
    if (found?.kind !== 'channel') throw badRequest('CHANNEL_INVALID');
    return found.channel;
  }

  /** The chat an InputPeer means. Throws PEER_ID_INVALID or CHANNEL_INVALID. */
  peer(viewer: Account, input: TlObject): Peer {
    const found = this.lookUp(viewer, input);
    if (found) return found;
    throw badRequest(input.channelId === undefined ? 'PEER_ID_INVALID' : 'CHANNEL_INVALID');
  }

  private lookUp(viewer: Account, input: TlObject): Peer | undefined {
    if (input._ === 'inputPeerSelf' || input._ === 'inputUserSelf') return { kind: 'user', account: viewer };
    if (input.userId !== undefined) return this.lookUpUser(viewer, input);
    if (input.channelId !== undefined) return this.lookUpChannel(viewer, input);
    return undefined;
  }

  private lookUpUser(viewer: Account, input: TlObject): Peer | undefined {
    const account = this.world.accounts.find(input.userId);
    if (!account) return undefined;
    const known = input.accessHash === this.accessHash(viewer.id, 'user', account.id);
    const bare = input.accessHash === 0n || input.accessHash === undefined;
    const mayOmit = account.id === viewer.id || (viewer.kind === 'bot' && this.world.haveTalked(viewer.id, account.id));
    return known || (bare && mayOmit) ? { kind: 'user', account } : undefined;
  }

  private lookUpChannel(viewer: Account, input: TlObject): Peer | undefined {
    const channel = this.world.findChannel(input.channelId);
    if (!channel) return undefined;
    const known = input.accessHash === this.accessHash(viewer.id, 'channel', channel.id);
    const bare = input.accessHash === 0n || input.accessHash === undefined;
    const mayOmit = viewer.kind === 'bot' && this.world.isMember(channel, viewer.id);
    return known || (bare && mayOmit) ? { kind: 'channel', channel } : undefined;
  }
}
