import type { LogLevel } from '../platform/logger';
import type { Secret } from './secret';

export type Role = 'bot' | 'worker' | 'api';

/** Another data centre than Telegram's public ones. */
export interface TelegramDataCentre {
  host: string;
  port: number;
  id: number;
  /** RSA public key, PEM. */
  publicKeyPem: string;
}

export interface TelegramConfig {
  apiId: number;
  apiHash: Secret;
  botToken: Secret;
  /** Undefined: Telegram's public data centres. */
  dataCentre?: TelegramDataCentre;
}

/** Everything the environment decides. Frozen. */
export interface Config {
  /** Undefined: no credentials are set, the shop runs in its sandbox. */
  telegram?: TelegramConfig;
  database: {
    /** Undefined: the embedded server. */
    url?: Secret;
    /** For migrations; same as `url` unless given. */
    ownerUrl?: Secret;
    poolSize: number;
    /** `url` leads to a proxy that gives every transaction another connection. */
    isPooled?: boolean;
  };
  http: {
    host: string;
    port: number;
    /** Addresses and networks of proxies whose `X-Forwarded-For` is believed; none when left out. */
    trustedProxies?: readonly string[];
  };
  /** How the shop is reached from outside, without a slash at the end; undefined: as it listens. */
  publicUrl?: string;
  /** Whether /graphql/explorer is there: in the sandbox, or where it was switched on. */
  hasExplorer: boolean;
  /** Absolute path. */
  dataDir: string;
  roles: readonly Role[];
  /** ISO 4217 code of the shop's only currency. */
  currency: string;
  /** Without a format: for people on a terminal, JSON lines elsewhere. */
  log: { level: LogLevel; format?: 'json' | 'pretty' };
  /** Telegram ids of the owners. */
  ownerIds: readonly bigint[];
  /** Of the form that `hashPassword` writes. */
  adminPasswordHash?: Secret;
  /** 32 bytes, base64; encrypts what is stored encrypted. */
  secretKey: Secret;
  /** The key before, which opens what it sealed until everything is sealed anew. */
  oldSecretKey?: Secret;
  /** Variables whose names begin with PROVIDER_ or PAYMENT_: keys of suppliers and of payment providers, for configurations to name. */
  namedSecrets?: ReadonlyMap<string, Secret>;
  /** Absolute folders below which folders of SMS daemons may be read; none when left out. */
  smsSpoolRoots?: readonly string[];
  shutdownTimeoutMs: number;
}
