import type { Journal } from '../journal/journal';
import type { StarWorld } from '../stars/star-world';
import type { Accounts } from './accounts';
import type { CallbackQueries } from './callback-queries';
import type { Channels } from './channels';
import type { Files } from './files';
import type { Peers } from './peers';
import type { Presence } from './presence';
import type { PrivateChats } from './private-chats';
import type { Publisher } from './publisher';
import type { RandomIds } from './random-ids';
import type { SmallGroups } from './small-groups';
import type { UpdateLog } from './update-log';
import type { Views } from './views';

/** All that the methods work on. */
export interface World {
  journal: Journal;
  accounts: Accounts;
  log: UpdateLog;
  randomIds: RandomIds;
  chats: PrivateChats;
  channels: Channels;
  groups: SmallGroups;
  files: Files;
  callbacks: CallbackQueries;
  peers: Peers;
  presence: Presence;
  views: Views;
  publisher: Publisher;
  stars: StarWorld;
  nowSeconds(): number;
}
