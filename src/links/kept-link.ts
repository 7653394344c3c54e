import type { App } from '../app';
import type { LinkState, SmsLink } from '../ports/sms-provider';
import { clearLinkRefusals, noteLinkRefusals, noteLinkState } from '../usecases/alerts/link-alerts';
import { receiveLinked } from '../usecases/messages/receive-linked';
import { createSessionOwner, type SessionOwnerOptions } from '../usecases/upkeep/session-owner';

export interface KeptLink {
  /** The row changed: the link is made anew, if this process has it. */
  reopen(): Promise<void>;
  stop(): Promise<void>;
}

/** A session that lasts so long stays; until then it may be one of many that end soon. */
const STEADY_MS = 15_000;

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
  let steady: { cancel(): void } | undefined;
  /** It is without a session that lasts for so long that the owners are to be told. */
  let isOverdue = false;
  let changing = Promise.resolve();

  const told = (telling: Promise<void>) =>
    void telling.catch((err: unknown) =>
      log.error({ err, provider: providerId }, 'the state of a link could not be told'),
    );
  const tell = (isLong: boolean) => told(noteLinkState(app, { providerId, state, isLong }));

  function waitLong(ms: number): void {
    long ??= clock.after(ms, () => {
      isOverdue = true;
      if (state.kind !== 'up') tell(true);
    });
  }

  function onState(next: LinkState): void {
    state = next;
    if (next.kind === 'up') {
      steady ??= clock.after(STEADY_MS, () => {
        calm();
        tell(false);
      });
      return;
    }
    steady?.cancel();
    steady = undefined;
    if (link) waitLong(link.alertAfterMs);
    tell(isOverdue);
  }

  function calm(): void {
    long?.cancel();
    long = undefined;
    isOverdue = false;
  }

  async function open(): Promise<void> {
    const provider = await app.providers.get(providerId, { isNow: true });
    if (!provider?.openLink) return;
    told(clearLinkRefusals(app, providerId));
    link = provider.openLink({
      receive: (texts) => messages.receive(texts),
      onState,
      onRefused: (refused) => told(noteLinkRefusals(app, { providerId, ...refused })),
    });
    waitLong(link.alertAfterMs);
  }

  async function close(): Promise<void> {
    const closing = link;
    link = undefined;
    calm();
    steady?.cancel();
    steady = undefined;
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
