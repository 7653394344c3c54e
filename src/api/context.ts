import type { App } from '../app';
import type { Actor } from '../database/repositories/ledger.repository';
import type { Scope } from '../domain/access/scopes';
import type { SecretBox } from '../platform/secret-box';
import type { Loaders } from './loaders';

/** What a resolver may use. Made anew for each request. */
export interface ApiContext {
  readonly app: App;
  /** Seals keys of providers. */
  readonly secretBox: SecretBox;
  /** The API key, as the audit log names it. */
  readonly actor: Actor;
  readonly scopes: ReadonlySet<Scope>;
  readonly requestId: string;
  readonly loaders: Loaders;
}
