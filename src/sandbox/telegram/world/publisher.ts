import type { Outbox } from '../mtproto/outbox';
import type { Session } from '../mtproto/session';
import type { Sessions } from '../mtproto/sessions';
import type { TlCodec } from '../tl/tl-codec';
import type { TlObject } from '../tl/tl-object';
import type { Account } from './records';
import type { Views } from './views';

/** Decides what becomes of an update on its way to one session; the fault switches stand here. */
export type Delivery = (session: Session, accountId: bigint, payload: Buffer, send: (payload: Buffer) => void) => void;

/** Brings updates to every session of an account that listens. */
export class Publisher {
  constructor(
    private readonly codec: TlCodec,
    private readonly sessions: Sessions,
    private readonly outbox: Outbox,
    private readonly views: Views,
    private readonly nowSeconds: () => number,
    private readonly deliver: Delivery,
  ) {}

  /** An Updates object with the users and chats it mentions; seq 0 means that order is told by pts and qts alone. */
  updates(viewer: Account, updates: TlObject[]): TlObject {
    return { _: 'updates', updates, ...this.views.mentioned(viewer, updates), date: this.nowSeconds(), seq: 0 };
  }

  /** `except` is the session whose own call caused the updates: it has them in its answer. */
  publish(account: Account, updates: TlObject[], except?: Session): void {
    const listening = this.sessions.of(account.id).filter((session) => session !== except && session.wantsUpdates);
    if (listening.length === 0) return;
    const payload = this.codec.encode(this.updates(account, updates));
    for (const session of listening) {
      this.deliver(session, account.id, payload, (bytes) => this.outbox.updates(session, bytes));
    }
  }
}
