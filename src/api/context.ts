import type { App } from '../app';
import type { Actor } from '../database/stores/ledger';
import type { Scope } from '../domain/access/scopes';
import type { SecretBox } from '../platform/secret-box';
import type { KeyHolder } from '../usecases/access/recognise-api-key';
import type { CheckResult } from './health';
import { createLoaders, type Loaders } from './loaders';
import type { RequestLife } from './request-life';

/** What a resolver may use. Made anew for each request. */
export interface ApiContext {
  /** Its database is this request's own: what it runs is stopped when the request is over. */
  readonly app: App;
  /** The program itself, for what must not end with the request: its log. */
  readonly shop: Pick<App, 'log'>;
  /** Seals keys of providers. */
  readonly secretBox: SecretBox;
  /** The API key, as the audit log names it. */
  readonly actor: Actor;
  readonly scopes: ReadonlySet<Scope>;
  readonly requestId: string;
  /** How the shop is reached from outside, without a slash at the end. */
  readonly publicUrl: string;
  readonly loaders: Loaders;
  readonly life: RequestLife;
  /** As /readyz. */
  readonly checkReadiness: () => Promise<CheckResult[]>;
}

interface ContextParts {
  readonly shop: App;
  readonly secretBox: SecretBox;
  readonly publicUrl: string;
  readonly holder: KeyHolder;
  readonly requestId: string;
  readonly life: RequestLife;
  /** As /readyz. */
  readonly checkReadiness: () => Promise<CheckResult[]>;
}

/** Makes its parts when they are first asked for; a request that reads nothing pays for none of them. */
export class RequestContext implements ApiContext {
  readonly secretBox: SecretBox;
  readonly actor: Actor;
  readonly scopes: ReadonlySet<Scope>;
  readonly requestId: string;
  readonly publicUrl: string;
  readonly life: RequestLife;
  readonly checkReadiness: () => Promise<CheckResult[]>;
  private bound: App | undefined;
  private made: Loaders | undefined;

  readonly shop: App;

  constructor(private readonly parts: ContextParts) {
    this.shop = parts.shop;
    this.secretBox = parts.secretBox;
    this.actor = parts.holder.actor;
    this.scopes = parts.holder.scopes;
    this.requestId = parts.requestId;
    this.publicUrl = parts.publicUrl;
    this.life = parts.life;
    this.checkReadiness = parts.checkReadiness;
  }

  get app(): App {
    const { shop, life } = this.parts;
    this.bound ??= { ...shop, db: shop.db.during(life.signal) };
    return this.bound;
  }

  get loaders(): Loaders {
    this.made ??= createLoaders(this.app);
    return this.made;
  }
}
