import { resolve } from 'node:path';
import type { z } from 'zod';
import type { Config, TelegramConfig } from './config';
import { ConfigError } from './config-error';
import { Secret } from './secret';
import { readSecretKey } from './secret-key';
import { variables } from './variables';

type Values = z.output<typeof variables>;
type Environment = Record<string, string | undefined>;

/**
 * Reads the environment. Throws a `ConfigError` that names every problem. Makes `DATA_DIR/secret-key` on the first
 * start unless `SECRET_KEY` is given.
 */
export function loadConfig(env: Environment): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = variables.safeParse(given);
  const problems = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`),
    ...allOrNone(given, ['TELEGRAM_API_ID', 'TELEGRAM_API_HASH', 'TELEGRAM_BOT_TOKEN']),
    ...allOrNone(given, ['TELEGRAM_DC_HOST', 'TELEGRAM_DC_PORT', 'TELEGRAM_DC_ID', 'TELEGRAM_DC_PUBLIC_KEY']),
    ...needs(given, 'TELEGRAM_DC_HOST', 'TELEGRAM_API_ID'),
    ...needs(given, 'DATABASE_OWNER_URL', 'DATABASE_URL'),
    ...unpooled(given),
  ];
  if (!parsed.data || problems.length > 0) throw new ConfigError(problems);
  return frozen({ ...toConfig(parsed.data), namedSecrets: namedSecrets(given) });
}

function toConfig(values: Values): Omit<Config, 'namedSecrets'> {
  const dataDir = resolve(values.DATA_DIR);
  const ownerUrl = values.DATABASE_OWNER_URL ?? values.DATABASE_URL;
  const telegram = telegramOf(values);
  return {
    telegram,
    database: {
      url: secret(values.DATABASE_URL),
      ownerUrl: secret(ownerUrl),
      poolSize: values.DATABASE_POOL_SIZE,
      isPooled: values.DATABASE_POOLER === 'transaction',
    },
    http: { host: values.HOST, port: values.PORT, trustedProxies: values.TRUSTED_PROXIES },
    ...(values.PUBLIC_URL === undefined ? {} : { publicUrl: values.PUBLIC_URL }),
    hasExplorer: values.API_EXPLORER ? values.API_EXPLORER === 'on' : telegram === undefined,
    dataDir,
    roles: values.ROLES,
    currency: values.CURRENCY,
    log: { level: values.LOG_LEVEL, format: values.LOG_FORMAT },
    ownerIds: values.OWNER_IDS,
    adminPasswordHash: secret(values.ADMIN_PASSWORD_HASH),
    secretKey: new Secret(values.SECRET_KEY?.toString('base64') ?? readSecretKey(dataDir)),
    oldSecretKey: values.SECRET_KEY_OLD && new Secret(values.SECRET_KEY_OLD.toString('base64')),
    smsSpoolRoots: [ownSpoolRoot(dataDir), ...values.SMS_SPOOL_ROOTS.map((root) => resolve(root))],
    shutdownTimeoutMs: values.SHUTDOWN_TIMEOUT_MS,
  };
}

/** Below it folders of SMS daemons may always be read: what lies beside the shop's own files is its own, too. Absolute. */
export function ownSpoolRoot(dataDir: string): string {
  return resolve(dataDir, 'sims');
}

/** No other variable can be named, so that a configuration cannot send the shop's own secrets anywhere. */
function namedSecrets(given: Environment): ReadonlyMap<string, Secret> {
  const entries = Object.entries(given).filter(([name]) => /^(PROVIDER|PAYMENT)_[A-Z0-9_]{1,80}$/.test(name));
  return new Map(entries.map(([name, value]) => [name, new Secret(value!)]));
}

function telegramOf(values: Values): TelegramConfig | undefined {
  const { TELEGRAM_API_ID: apiId, TELEGRAM_API_HASH: apiHash, TELEGRAM_BOT_TOKEN: botToken } = values;
  if (apiId === undefined || apiHash === undefined || botToken === undefined) return undefined;
  const { TELEGRAM_DC_HOST: host, TELEGRAM_DC_PORT: port, TELEGRAM_DC_ID: id } = values;
  const { TELEGRAM_DC_PUBLIC_KEY: publicKeyPem } = values;
  const own = host !== undefined && port !== undefined && id !== undefined && publicKeyPem !== undefined;
  return {
    apiId,
    apiHash: new Secret(apiHash),
    botToken: new Secret(botToken),
    ...(own ? { dataCentre: { host, port, id, publicKeyPem } } : {}),
  };
}

function allOrNone(given: Environment, names: string[]): string[] {
  const missing = names.filter((name) => !given[name]);
  if (missing.length === 0 || missing.length === names.length) return [];
  return missing.map((name) => `${name}: set it too, or unset ${names.filter((n) => n !== name).join(', ')}`);
}

function needs(given: Environment, name: string, other: string): string[] {
  return given[name] && !given[other] ? [`${other}: set it too, since ${name} is set`] : [];
}

/** Migrations hold a lock of their session, which a proxy that pools transactions would take from under them. */
function unpooled(given: Environment): string[] {
  if (given.DATABASE_POOLER !== 'transaction') return [];
  return [
    ...needs(given, 'DATABASE_POOLER', 'DATABASE_URL'),
    ...(given.DATABASE_OWNER_URL
      ? []
      : ['DATABASE_OWNER_URL: set it to the server itself, since DATABASE_POOLER is set']),
  ];
}

function secret(value: string | undefined): Secret | undefined {
  return value === undefined ? undefined : new Secret(value);
}

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (part && typeof part === 'object') frozen(part);
  return Object.freeze(value);
}
