import 'reflect-metadata';
import { ConfigError, loadConfig, readEnvironment } from './config';
import type * as RealShop from './main';
import { createLogger } from './platform/logger';
import type * as SandboxShop from './sandbox/shop/start-sandbox-shop';

/** Becomes the program: the real shop where Telegram credentials are set, otherwise the whole shop in its sandbox. */
async function start(): Promise<void> {
  // Loaded only when needed: neither the sandbox in production, nor anything heavy before the configuration is found good.
  const config = loadConfig(readEnvironment());
  const log = createLogger(config.log);
  if (config.telegram) {
    const { startShop } = require('./main') as typeof RealShop;
    const shop = await startShop(config, log);
    shop.shutdown.listen();
    log.info({ address: shop.address, roles: config.roles }, 'the shop is open');
  } else {
    const { startSandboxShop } = require('./sandbox/shop/start-sandbox-shop') as typeof SandboxShop;
    await startSandboxShop(config, log);
  }
}

start().catch((error) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
