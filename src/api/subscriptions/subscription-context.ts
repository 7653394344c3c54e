import type { App } from '../../app';
import type { Actor } from '../../database/stores/ledger';
import type { Scope } from '../../domain/access/scopes';
import type { ChangeFeed } from '../../usecases/feed/change-feed';
import { createLoaders, type Loaders } from '../loaders';

/** What a resolver of a subscription may use. Its loaders are made anew for each event, so that events tell the present. */
export class SubscriptionContext {
  loaders: Loaders;

  constructor(
    readonly app: App,
    readonly feed: ChangeFeed,
    readonly actor: Actor,
    readonly scopes: ReadonlySet<Scope>,
    readonly requestId: string,
  ) {
    this.loaders = createLoaders(app);
  }

  /** The events, with fresh loaders before each. */
  async *afresh<Event>(events: AsyncIterableIterator<Event>): AsyncIterableIterator<Event> {
    try {
      for await (const event of events) {
        this.loaders = createLoaders(this.app);
        yield event;
      }
    } finally {
      await events.return?.();
    }
  }
}
