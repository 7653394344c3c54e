/** What `GET /sandbox` answers: everything another program needs to sign in here as a user and to let SMS arrive. */
export interface SandboxDescription {
  readonly telegram: {
    readonly host: string;
    readonly port: number;
    readonly dcId: number;
    readonly layer: number;
    readonly publicKeyPem: string;
    readonly apiId: number;
    readonly apiHash: string;
    readonly botUsername: string;
    readonly users: readonly SandboxUser[];
    readonly channels: readonly unknown[];
  };
  readonly vendors: readonly SandboxVendor[];
  /** The SMS centre of the SIM bank: bind there as a shop would. Its `control` is among the vendors', too. */
  readonly smsc?: {
    readonly host: string;
    readonly port: number;
    readonly systemId: string;
    readonly password: string;
    readonly control: string;
  };
  readonly simBanks?: readonly SandboxSimBank[];
  readonly payments?: readonly SandboxPayments[];
  readonly resale?: SandboxResale;
  readonly adminApiKey: string;
  readonly adminPassword: string;
}

/** A demo user, and how to sign in as that user. */
export interface SandboxUser {
  readonly id: string | number;
  readonly phone: string;
  readonly loginCode: string;
  readonly username?: string;
  /** Telegram Stars that the user has now. */
  readonly stars?: number;
}

/** A simulated vendor; its `control` URL takes `POST {phone, text}`. */
export interface SandboxVendor {
  readonly name: string;
  readonly protocol: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly control: string;
}

/**
 * SIMs in modems behind an SMS daemon: what it writes lies where `options` (of a provider's row) say, a folder or tables. Files
 * put there by hand arrive as well. Its `control` is among the vendors', too.
 */
export interface SandboxSimBank {
  readonly name: string;
  readonly protocol: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly control: string;
  /** Where each number's SIM sits, as the daemon names the place. */
  readonly sims: readonly { readonly slot: string; readonly phone: string }[];
}

/**
 * A simulated payment provider; its `control` URL takes `POST {externalId, act}`. The rest is what an operator enters to turn it on.
 */
export interface SandboxPayments {
  readonly provider: string;
  readonly baseUrl: string;
  readonly control: string;
  readonly apiKey: string;
  readonly webhookKey?: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Where programs buy from this shop, in each protocol that it serves, and the key of a demo user who has money. */
export interface SandboxResale {
  /** The whole address of the protocol handler_api. */
  readonly handlerApi: string;
  /** What comes before the paths of 5sim's protocol. */
  readonly fiveSim: string;
  readonly rest: string;
  readonly openapi: string;
  readonly key: string;
}

/** How the page shows a demo user before anybody has opened that user's chat. */
export interface SandboxFace {
  readonly id: string | number;
  readonly name: string;
  /** ISO 639-1; the client signs in with it, and the page takes its direction from it. */
  readonly language?: string;
}

/** A number that can receive an SMS now. */
export interface NumberInUse {
  /** E.164, with or without the plus. */
  readonly phone: string;
  readonly service: string;
  /** Name, or ISO 3166 code of two letters. */
  readonly country: string;
  /** Name of the vendor, as in the description. */
  readonly vendor: string;
  /** Where `POST {phone, text}` lets an SMS arrive. */
  readonly control: string;
  readonly since: Date;
  /** The name of who waits, if known. */
  readonly buyer?: string;
}

/** A number whose SMS nobody waits for. */
export interface OtherNumber {
  /** E.164, with or without the plus. */
  readonly phone: string;
  readonly service: string;
  /** `ended`: a buyer gave it up a moment ago and is offered the late code; `free`: in the pool, for nobody. */
  readonly kind: 'ended' | 'free';
  /** The name of who had it. */
  readonly buyer?: string;
}
