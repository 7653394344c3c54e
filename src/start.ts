import 'reflect-metadata';
import module from 'node:module';
import { ConfigError, loadConfig, readEnvironment } from './config';
import type * as RealShop from './main';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './platform/embedded-postgres';
import { lockFolder } from './platform/folder-lock';
import { createLogger } from './platform/logger';
import { portIsFree } from './platform/port-is-free';
import { createShutdown } from './platform/shutdown';
import type * as SandboxShop from './sandbox/shop/start-sandbox-shop';

// From Node 22 on, what was compiled once is kept for the next start: a quarter of the loading less.
(module as { enableCompileCache?(): void }).enableCompileCache?.();

let server: Promise<EmbeddedPostgres> | undefined;

/** Becomes the program: the real shop where Telegram credentials are set, otherwise the whole shop in its sandbox. */
async function start(): Promise<void> {
  const config = loadConfig(readEnvironment());
  const { host, port } = config.http;
  const isFree = async () => {
    try {
      return await portIsFree(config.http);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const why =
        code === 'EACCES'
          ? `PORT: ${port} needs rights that this account lacks`
          : `HOST: ${host} is no address of this machine`;
      throw new ConfigError([`${why} (${code}); give another one.`]);
    }
  };
  if (config.roles.includes('api') && !(await isFree())) {
    throw new ConfigError([
      `PORT: another program listens at ${host}:${port}. If it is this shop, it runs already; else give another port${config.telegram ? '' : ', and for a second shop another DATA_DIR too'}.`,
    ]);
  }
  // Telegram and the suppliers of a sandbox live in its folder: a second one would take their addresses from the first.
  const first = config.telegram ? undefined : lockFolder(config.dataDir, `http://${host}:${port}`);
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
  if (config.telegram) {
    const { startShop } = require('./main') as typeof RealShop;
    const shop = await startShop(config, log, { server, shutdown });
    shop.shutdown.listen();
    log.info({ address: shop.address, roles: config.roles }, 'the shop is open');
  } else {
    const { startSandboxShop } = require('./sandbox/shop/start-sandbox-shop') as typeof SandboxShop;
    await startSandboxShop(config, log, { server, shutdown });
  }
}

start().catch(async (error) => {
  console.error(error instanceof ConfigError ? error.message : error);
  await server?.then(({ stop }) => stop()).catch(() => undefined);
  process.exit(1);
});
