import type { App } from '../../app';
import { clearAlert } from '../alerts/raise-alert';
import type { Author } from '../catalogue/save-row';
import { undeliveredKey } from './watch-support';

export interface SupportAct extends Author {
  /** 1 to 200 visible characters, made before the act. */
  readonly key: string;
  readonly threadId: bigint;
}

export type CloseOutcome = {
  readonly kind: 'closed' | 'repeated' | 'key_conflict' | 'not_found' | 'already_closed' | 'overtaken';
};

/** An operator ends a thread. What the buyer wrote after `seen`, the last message that the operator saw, keeps it open. */
export function closeSupport(app: App, o: SupportAct & { readonly seen?: bigint }): Promise<CloseOutcome> {
  const { threadId, seen, actor } = o;
  return act(app, o, 'closed', (support, now) => support.close({ threadId, actorType: actor.type, seen, now }));
}

export type ReopenOutcome = {
  readonly kind: 'reopened' | 'repeated' | 'key_conflict' | 'not_found' | 'already_open' | 'another_open';
};

/** An operator opens a closed thread again. */
export function reopenSupport(app: App, o: SupportAct): Promise<ReopenOutcome> {
  return act(app, o, 'reopened', (support) => support.reopen(o.threadId));
}

/** Its buyer says that all is well. */
export async function solveSupport(app: App, o: { userId: bigint; threadId: bigint }) {
  const kind = await app.db.support.close({ ...o, actorType: 'USER', now: app.clock.now() });
  if (kind === 'closed') await clearAlert(app, undeliveredKey(o.threadId));
  return { kind };
}

async function act<Kind extends string>(
  app: App,
  { key, threadId, actor, requestId }: SupportAct,
  done: Kind & ('closed' | 'reopened'),
  run: (support: App['db']['support'], now: Date) => Promise<Kind>,
): Promise<{ kind: Kind | 'repeated' | 'key_conflict' }> {
  const now = app.clock.now();
  const outcome = await app.db
    .transact(async (tx): Promise<{ kind: Kind | 'repeated' | 'key_conflict' }> => {
      const request = `${done} support ${threadId}`;
      const taken = await tx.actKeys.take({ key: `manual:${key}`, request, at: now });
      if (taken !== 'new') return { kind: taken === 'same' ? 'repeated' : 'key_conflict' };
      const kind = await run(tx.support, now);
      if (kind !== done) throw new NotDone(kind);
      const entry = { actor, action: `support.${done}`, entity: 'support_thread', entityId: threadId };
      await tx.audit.write({ ...entry, facts: {}, requestId, at: now });
      return { kind };
    })
    .catch((error: unknown) => {
      if (error instanceof NotDone) return { kind: error.kind as Kind };
      throw error;
    });
  if (outcome.kind === done) {
    app.wake('outbox');
    if (done === 'closed') await clearAlert(app, undeliveredKey(threadId));
  }
  return outcome;
}

/** Thrown so that the key is not used up by what was refused. */
class NotDone extends Error {
  constructor(readonly kind: string) {
    super(kind);
  }
}
