import { isIP } from 'node:net';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { isNetwork } from '../platform/networks';

/**
 * Every variable the program knows. An empty value counts as not set. Each message says what to do and is shown to
 * people; values are never repeated, since any of them may be a secret pasted into the wrong line.
 */
export const variables = z.object({
  TELEGRAM_API_ID: wholeNumber('give the number from https://my.telegram.org/apps', 1, 2 ** 31 - 1).optional(),
  TELEGRAM_API_HASH: matching(
    /^[0-9a-f]{32}$/i,
    'give the 32 hexadecimal digits from https://my.telegram.org/apps',
  ).optional(),
  TELEGRAM_BOT_TOKEN: matching(
    /^\d+:[\w-]{20,}$/,
    'give the token from @BotFather, of the form 123456:ABC...',
  ).optional(),
  TELEGRAM_DC_HOST: host('give the host name or address of the data centre').optional(),
  TELEGRAM_DC_PORT: wholeNumber('give a port from 1 to 65535', 1, 65535).optional(),
  TELEGRAM_DC_ID: wholeNumber('give a number from 1 to 1000', 1, 1000).optional(),
  TELEGRAM_DC_PUBLIC_KEY: z
    .string()
    .transform((pem) => pem.replaceAll('\\n', '\n'))
    .refine((pem) => /^-----BEGIN (RSA )?PUBLIC KEY-----\n[\s\S]+\n-----END (RSA )?PUBLIC KEY-----\s*$/.test(pem), {
      error: 'give an RSA public key in PEM form; \\n may stand for line ends',
    })
    .optional(),
  DATABASE_URL: databaseUrl().optional(),
  DATABASE_OWNER_URL: databaseUrl().optional(),
  DATABASE_POOLER: oneOf(['transaction', 'none']).default('none'),
  DATABASE_POOL_SIZE: wholeNumber('give a number of connections from 2 to 100', 2, 100).default(16),
  PORT: wholeNumber('give a port from 0 to 65535 (0 takes a free one)', 0, 65535).default(4000),
  HOST: host('give an address to listen on, such as 127.0.0.1 or 0.0.0.0').default('127.0.0.1'),
  PUBLIC_URL: z
    .string()
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !/[?#]/.test(text), {
      error: 'give the address under which the shop is reached from outside, such as https://shop.example',
    })
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  TRUSTED_PROXIES: listOf(
    z.string().refine(isNetwork),
    'give a comma list of addresses or networks, such as 127.0.0.1, 10.0.0.0/8',
  ).default([]),
  DATA_DIR: z.string().default('.data'),
  ROLES: listOf(z.enum(['bot', 'worker', 'api']), 'give a comma list of bot, worker and api').default([
    'bot',
    'worker',
    'api',
  ]),
  CURRENCY: z
    .string()
    .refine((code) => Intl.supportedValuesOf('currency').includes(code), {
      error: 'give an ISO 4217 code in capitals, such as USD',
    })
    .default('USD'),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  LOG_FORMAT: oneOf(['json', 'pretty']).optional(),
  OWNER_IDS: listOf(telegramId(), 'give a comma list of numeric Telegram ids').default([]),
  ADMIN_PASSWORD_HASH: matching(
    /^scrypt:\d+:\d+:\d+:[\w-]+:[\w-]+$/,
    'give the output of "npm run shop -- hash-password"',
  ).optional(),
  SECRET_KEY: secretKey().optional(),
  API_EXPLORER: oneOf(['on', 'off']).optional(),
  SECRET_KEY_OLD: secretKey().optional(),
  SMS_SPOOL_ROOTS: listOf(
    z.string().refine((path) => isAbsolute(path) && path.length > 1),
    'give a comma list of absolute folders, such as /var/spool/sms, /var/spool/gammu',
  ).default([]),
  SHUTDOWN_TIMEOUT_MS: wholeNumber('give milliseconds from 0 to 600000', 0, 600_000).default(10_000),
});

function secretKey() {
  return z
    .string()
    .transform((text) => Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64'))
    .refine((bytes) => bytes.length === 32, {
      error: 'give 32 bytes in base64 or hexadecimal (openssl rand -base64 32)',
    });
}

function matching(form: RegExp, error: string) {
  return z.string().regex(form, { error });
}

function oneOf<const T extends readonly string[]>(choices: T) {
  return z.enum(choices, { error: `give one of ${choices.join(', ')}` });
}

function wholeNumber(error: string, least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/, { error })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error });
}

function host(error: string) {
  return z.string().refine((name) => isIP(name) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(name), { error });
}

function telegramId() {
  return z
    .string()
    .regex(/^[1-9]\d{0,17}$/)
    .transform(BigInt);
}

function databaseUrl() {
  const error = 'give a PostgreSQL address, such as postgres://user:password@host:5432/database';
  return z.string().refine((url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url), { error });
}

/** Comma separated, spaces around each are dropped, doubles too. */
function listOf<T extends z.ZodType<unknown, string>>(item: T, error: string) {
  return z.string().transform((text, context): z.output<T>[] => {
    const parts = [
      ...new Set(
        text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
      ),
    ];
    const parsed = parts.map((part) => item.safeParse(part));
    if (parsed.every((result) => result.success)) return parsed.map((result) => result.data as z.output<T>);
    context.addIssue({ code: 'custom', message: error });
    return z.NEVER;
  });
}
