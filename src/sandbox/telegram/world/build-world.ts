import { randomBytes } from 'node:crypto';
import type { Journal } from '../journal/journal';
import type { Outbox } from '../mtproto/outbox';
import type { Sessions } from '../mtproto/sessions';
import { buildStarWorld } from '../stars/star-world';
import type { TlCodec } from '../tl/tl-codec';
import { Accounts } from './accounts';
import { CallbackQueries } from './callback-queries';
import { Channels } from './channels';
import { Files } from './files';
import { Peers } from './peers';
import { Presence } from './presence';
import { PrivateChats } from './private-chats';
import { type Delivery, Publisher } from './publisher';
import { RandomIds } from './random-ids';
import { SmallGroups } from './small-groups';
import { UpdateLog } from './update-log';
import { Views } from './views';
import type { World } from './world';

export interface WorldParts {
  journal: Journal;
  codec: TlCodec;
  sessions: Sessions;
  outbox: Outbox;
  delivery: Delivery;
  nowSeconds: () => number;
  later: (delayMs: number, work: () => void) => NodeJS.Timeout;
  maxMessagesPerChat: number;
}

/** Puts the world together from what the journal remembers. */
export function buildWorld(parts: WorldParts): World {
  const { journal, codec, sessions, outbox, nowSeconds } = parts;
  const accounts = new Accounts(journal);
  const log = new UpdateLog(journal);
  const chats = new PrivateChats(journal, log, parts.maxMessagesPerChat);
  const channels = new Channels(journal, log, parts.maxMessagesPerChat);
  const presence = new Presence(nowSeconds);
  const peers = new Peers(secretOf(journal), {
    accounts,
    findChannel: channels.find,
    isMember: (channel, accountId) => channels.isMember(channel, accountId),
    haveTalked: (one, other) => chats.haveTalked(one, other),
  });
  const groups = new SmallGroups(journal);
  const views = new Views(accounts, channels, chats, peers, presence, groups);
  const publisher = new Publisher(codec, sessions, outbox, views, nowSeconds, parts.delivery);
  const callbacks = new CallbackQueries(parts.later);
  const stars = buildStarWorld(parts);
  const rest = { stars, groups, randomIds: new RandomIds(journal), files: new Files(journal), nowSeconds };
  return { journal, accounts, log, chats, channels, callbacks, peers, presence, views, publisher, ...rest };
}

/** What access hashes are made of; kept, so that stored hashes stay good after a restart. */
function secretOf(journal: Journal): Buffer {
  const table = journal.table<Buffer>('secret');
  if (!table.has('peers')) journal.put('secret', 'peers', randomBytes(32));
  return table.get('peers')!;
}
