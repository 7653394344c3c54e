import 'reflect-metadata';
import { ConfigError, loadConfig, readEnvironment } from './config';
import { createLogger } from './platform/logger';

/** Becomes the program: the real shop where Telegram credentials are set, otherwise the whole shop in its sandbox. */
async function start(): Promise<void> {
  const config = loadConfig(readEnvironment());
  const log = createLogger(config.log);
  if (config.telegram) {
    const { startShop } = await import('./main');
    const shop = await startShop(config, log);
    shop.shutdown.listen();
    log.info({ address: shop.address, roles: config.roles }, 'the shop is open');
  } else {
    const { startSandboxShop } = await import('./sandbox/shop/start-sandbox-shop');
    await startSandboxShop(config, log);
  }
}

start().catch((error) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
