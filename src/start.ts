import 'reflect-metadata';
import module from 'node:module';
import {
  addressTrouble,
  type Config,
  ConfigError,
  chain,
  folderTrouble,
  loadConfig,
  openDataFolder,
  readEnvironment,
} from './config';
import type * as RealShop from './main';
import { bannerLines } from './platform/banner';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './platform/embedded-postgres';
import { lockFolder } from './platform/folder-lock';
import { createLogger, logFormat } from './platform/logger';
import { portIsFree } from './platform/port-is-free';
import { redactText } from './platform/redact';
import { release } from './platform/release';
import { createShutdown } from './platform/shutdown';
import type * as SandboxShop from './sandbox/shop/start-sandbox-shop';

// From Node 22 on, what was compiled once is kept for the next start: a quarter of the loading less.
(module as { enableCompileCache?(): void }).enableCompileCache?.();

let server: Promise<EmbeddedPostgres> | undefined;

/** Becomes the program: the real shop where Telegram credentials are set, otherwise the whole shop in its sandbox. */
async function start(config: Config): Promise<void> {
  const { host, port } = config.http;
  if (config.roles.includes('api') && !(await portIsFree(config.http))) {
    throw Object.assign(new Error('the port is taken'), { code: 'EADDRINUSE', syscall: 'listen' });
  }
  const isSandbox = !config.telegram;
  if (isSandbox || !config.database.url) openDataFolder(config.dataDir);
  // Telegram and the suppliers of a sandbox live in its folder: a second one would take their addresses from the first.
  const first = isSandbox ? lockFolder(config.dataDir, `http://${host}:${port}`) : undefined;
  if (first) {
    throw new ConfigError([
      `DATA_DIR: a shop in its sandbox runs on ${config.dataDir} already, at ${first.label} (process ${first.pid}). Use that one, or give another DATA_DIR.`,
    ]);
  }
  const log = createLogger(config.log);
  const shutdown = createShutdown({ timeoutMs: config.shutdownTimeoutMs, log });
  const onLost = (err: Error) => {
    log.fatal({ err }, 'the shop ends, since its database does not live');
    shutdown.fail('the database is lost');
  };
  // The database's own processes start on another core while this one loads the rest of the program.
  if (!config.database.url) server = startEmbeddedPostgres({ dataDir: config.dataDir, log, onLost });
  server?.catch(() => undefined); // whoever opens the database hears of it
  // Loaded only now: neither the sandbox in production, nor anything heavy before the configuration is found good.
  if (isSandbox) {
    const { startSandboxShop } = require('./sandbox/shop/start-sandbox-shop') as typeof SandboxShop;
    const { address, password } = await startSandboxShop(config, log, { server, shutdown });
    log.info({ address, roles: config.roles }, 'the shop is open, in its sandbox');
    announce(config, 'is open, in its sandbox', address, password);
  } else {
    const { startShop } = require('./main') as typeof RealShop;
    const shop = await startShop(config, log, { server, shutdown });
    shop.shutdown.listen();
    log.info({ address: shop.address, roles: config.roles }, 'the shop is open');
    announce(config, 'is open', shop.address);
  }
}

/** Says to people where everything is. Of a real shop no secret is among it. */
function announce(config: Config, state: string, address: string | undefined, sandboxPassword?: string): void {
  if (logFormat(config.log.format) !== 'pretty' || config.log.level === 'silent') return;
  const isSandbox = sandboxPassword !== undefined;
  const isRole = (role: Config['roles'][number]) => config.roles.includes(role);
  const outside = config.publicUrl ?? address;
  const rows = [
    isSandbox &&
      address && { name: 'chat', text: `${address}/`, note: 'play a Telegram user, and send SMS to numbers' },
    isRole('bot') && {
      ...{ name: 'panel', text: isSandbox ? '/admin in the chat' : '/admin in the chat with the bot' },
      note: isSandbox ? `its password is ${sandboxPassword}` : undefined,
    },
    address && {
      ...{ name: 'GraphQL', text: `${outside}/graphql` },
      note: config.hasExplorer ? `in a browser: the explorer${isSandbox ? ', with a key in it' : ''}` : 'docs/api.md',
    },
    address && { name: 'resale', text: `${outside}/api/v1/docs`, note: 'how programs of buyers buy' },
    isSandbox &&
      address && { name: 'sandbox', text: `${address}/sandbox`, note: 'all keys, suppliers and ways to pay' },
    { name: 'data', text: config.dataDir, note: dataNote(config, isSandbox) },
    { name: 'stop', text: 'Ctrl+C' },
  ];
  process.stdout.write(
    bannerLines(
      `numbershop ${release()} ${state}`,
      rows.filter((row) => typeof row === 'object'),
    ),
  );
}

function dataNote({ database }: Config, isSandbox: boolean): string | undefined {
  if (isSandbox) return 'delete it to begin anew';
  return database.url ? 'and the PostgreSQL of DATABASE_URL' : 'the embedded PostgreSQL and the secret key: back it up';
}

/** What went wrong, and what to do about it. Where it came from is shown to those who ask for it by LOG_LEVEL. */
function wordsOf(error: unknown, config: Config | undefined): string {
  if (error instanceof ConfigError) return error.message;
  if (config) {
    const trouble = addressTrouble(error, config.http) ?? folderTrouble(error, config.dataDir);
    if (trouble) return new ConfigError([trouble]).message;
  }
  const missing = /^Cannot find module '([^'.][^']*)'/.exec((error as Error)?.message ?? '')?.[1];
  if (missing) return `The package ${missing} is not installed. Run "npm ci".`;
  const isCurious = config && ['debug', 'trace'].includes(config.log.level);
  const causes = chain(error).map(({ message, stack }) => redactText(isCurious && stack ? stack : message));
  const where = isCurious ? [] : ['LOG_LEVEL=debug shows where.'];
  return ['The shop could not be started.', ...(causes.length > 0 ? causes : [String(error)]), ...where].join('\n  ');
}

let config: Config | undefined;
try {
  config = loadConfig(readEnvironment());
  void start(config).catch(fail);
} catch (error) {
  void fail(error);
}

async function fail(error: unknown): Promise<void> {
  console.error(wordsOf(error, config));
  await server?.then(({ stop }) => stop()).catch(() => undefined);
  process.exit(1);
}
