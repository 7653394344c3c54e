import type { Clockwork } from '../clockwork';
import type { AuthKeys } from '../mtproto/auth-keys';
import type { Connection } from '../mtproto/connection';
import type { Outbox } from '../mtproto/outbox';
import type { Sessions } from '../mtproto/sessions';
import type { FaultEffects } from './fault-switches';

interface Links {
  sessions: Sessions;
  keys: AuthKeys;
  outbox: Outbox;
  clockwork: Clockwork;
  connections: () => Iterable<Connection>;
}

/** What the switches do to links and keys. */
export function linkEffects({ sessions, keys, outbox, clockwork, connections }: Links): FaultEffects {
  const linksOf = (accountId?: bigint): Set<Connection> => {
    if (accountId === undefined) return new Set(connections());
    const links = sessions.of(accountId).map((session) => session.connection);
    return new Set(links.filter((link) => link !== undefined));
  };
  return {
    cutLinks: (accountId) => {
      for (const link of linksOf(accountId)) link.cut();
    },
    swallowLinks: (accountId) => {
      for (const link of linksOf(accountId)) link.swallowed = true;
    },
    forgetKeys: (accountId) => {
      for (const key of keys.of(accountId)) keys.forget(key.id);
    },
    duplicateKeys: (accountId) => {
      for (const key of keys.of(accountId)) keys.save(Object.assign(key, { duplicated: true }));
    },
    setBatching: (on) => {
      outbox.batching = on;
    },
    setGzip: (on) => {
      outbox.gzipAnswers = on;
    },
    every: (intervalMs, work) => clockwork.every(intervalMs, work),
  };
}
