import type { AuthKey } from './auth-keys';
import type { Connection } from './connection';
import { Session } from './session';

const keptDetached = 500;

/** All sessions by key and number. Sessions outlive their sockets for a while: clients come back to them. */
export class Sessions {
  private readonly byName = new Map<string, Session>();

  get(key: AuthKey, id: bigint): Session | undefined {
    return this.byName.get(nameOf(key, id));
  }

  open(key: AuthKey, id: bigint): Session {
    const session = new Session(key, id);
    this.byName.set(nameOf(key, id), session);
    return session;
  }

  attach(session: Session, connection: Connection): void {
    session.connection?.sessions.delete(session);
    session.connection = connection;
    connection.sessions.add(session);
  }

  detachAll(connection: Connection): void {
    for (const session of connection.sessions) {
      session.connection = undefined;
      session.outgoing.length = 0;
      session.acks.length = 0;
    }
    connection.sessions.clear();
    const detached = [...this.byName.values()].filter((session) => !session.attached);
    for (const session of detached.slice(0, Math.max(0, detached.length - keptDetached))) this.drop(session);
  }

  drop(session: Session): boolean {
    session.connection?.sessions.delete(session);
    session.connection = undefined;
    return this.byName.delete(nameOf(session.key, session.id));
  }

  /** Sessions signed in as the account, in the order in which they were opened. */
  of(accountId: bigint): Session[] {
    return [...this.byName.values()].filter((session) => session.key.accountId === accountId);
  }

  all(): Session[] {
    return [...this.byName.values()];
  }
}

const nameOf = (key: AuthKey, id: bigint) => `${key.id}:${id}`;
