import type { App } from '../app';
import type { LinkState, SmsLink } from '../ports/sms-provider';
import { noteLinkState } from '../usecases/alerts/link-alerts';
import { receiveLinked } from '../usecases/messages/receive-linked';
import { createSessionOwner, type SessionOwnerOptions } from '../usecases/upkeep/session-owner';

export interface KeptLink {
  /** The row changed: the link is made anew, if this process has it. */
  reopen(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * One provider's link, in one process at a time: whoever holds its lease opens it, and closes it before the lease could be
 * somebody else's.
 */
export function keepLink(
  app: App,
  o: { readonly providerId: number; readonly lease?: Pick<SessionOwnerOptions, 'validityMs' | 'renewMs'> },
): KeptLink {
  const { providerId } = o;
  const { clock, log } = app;
  const messages = receiveLinked(app, providerId);
  let link: SmsLink | undefined;
  let state: LinkState = { kind: 'down', detail: 'it was not open yet' };
  let long: { cancel(): void } | undefined;
  let changing = Promise.resolve();

  const tell = (isLong: boolean) =>
    noteLinkState(app, { providerId, state, isLong }).catch((err: unknown) =>
      log.error({ err, provider: providerId }, 'the state of a link could not be told'),
    );

  function waitLong(ms: number): void {
    long ??= clock.after(ms, () => {
      if (state.kind !== 'up') void tell(true);
    });
  }

  function onState(next: LinkState): void {
    state = next;
    if (next.kind === 'up') {
      long?.cancel();
      long = undefined;
    } else if (link) {
      waitLong(link.alertAfterMs);
    }
    void tell(false);
  }

  async function open(): Promise<void> {
    const provider = await app.providers.get(providerId, { isNow: true });
    if (!provider?.openLink) return;
    link = provider.openLink({ receive: (texts) => messages.receive(texts), onState });
    waitLong(link.alertAfterMs);
  }

  async function close(): Promise<void> {
    const closing = link;
    link = undefined;
    long?.cancel();
    long = undefined;
    await closing?.close();
  }

  const change = (step: () => Promise<void>) => {
    changing = changing
      .then(step)
      .catch((err: unknown) => log.error({ err, provider: providerId }, 'a link broke off'));
    return changing;
  };

  const owner = createSessionOwner({
    ...{ db: app.db, clock, ids: app.ids, log, lease: `link:${providerId}` },
    ...o.lease,
    begin: () => change(open),
    end: () => change(close),
  });
  owner.start();
  return {
    async reopen() {
      await change(async () => {
        if (!owner.isOwner) return;
        await close();
        await open();
      });
    },
    async stop() {
      await owner.stop();
      await messages.given();
    },
  };
}
