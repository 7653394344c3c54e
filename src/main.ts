import 'reflect-metadata';
import type { FastifyPluginAsync } from 'fastify';
import { createMetrics } from './api/metrics';
import { createHttpServer } from './api/server';
import type { App } from './app';
import { compose, secretBoxOf } from './compose';
import { type ChatPacing, composeBot, composeGateway } from './compose-bot';
import type { Config } from './config';
import { startJobs } from './jobs/scheduler';
import { startLinks } from './links/links';
import { type OpenedDatabase, openDatabase } from './open-database';
import type { EmbeddedPostgres } from './platform/embedded-postgres';
import type { Logger } from './platform/logger';
import type { SecretBox } from './platform/secret-box';
import { createShutdown, type Shutdown } from './platform/shutdown';
import { systemClock } from './platform/system-clock';

export interface RunningShop {
  readonly app: App;
  /** Such as "http://127.0.0.1:4000"; undefined without the role `api`. */
  readonly address: string | undefined;
  readonly shutdown: Shutdown;
}

export interface ShopExtras {
  /** Steps added to it before are run after the shop's own. */
  readonly shutdown?: Shutdown;
  /** The embedded database, begun while the rest of the program was loading. */
  readonly server?: Promise<EmbeddedPostgres>;
  /** Runs before the edges open. */
  readonly prepare?: (parts: { app: App; secretBox: SecretBox }) => Promise<void>;
  /** For stories that are not about it. */
  readonly pace?: ChatPacing;
  /** An API key that the explorer begins with: of a sandbox, never of a real shop. */
  readonly explorerKey?: () => string | undefined;
  /** Suppliers that operators may choose by name, besides the usual ones. */
  readonly brands?: App['moreBrands'];
  /** Further HTTP routes, made once the parts are there. */
  readonly routes?: (app: App) => Promise<readonly FastifyPluginAsync[]>;
}

/** Opens the database, then the edges of the roles asked for. What is opened last is closed first. */
export async function startShop(config: Config, log: Logger, extras: ShopExtras = {}): Promise<RunningShop> {
  const shutdown = extras.shutdown ?? createShutdown({ timeoutMs: config.shutdownTimeoutMs, log });
  try {
    const database = await openDatabase(config, log, extras.server);
    shutdown.add('database', database.close);
    return await openEdges(config, log, extras, shutdown, database);
  } catch (error) {
    await shutdown.run('the start failed');
    throw error;
  }
}

async function openEdges(
  config: Config,
  log: Logger,
  extras: ShopExtras,
  shutdown: Shutdown,
  { db, urgent }: Pick<OpenedDatabase, 'db' | 'urgent'>,
): Promise<RunningShop> {
  const has = (role: Config['roles'][number]) => config.roles.includes(role);
  const { telegram, adminPasswordHash, publicUrl } = config;
  const metrics = createMetrics();
  const secretBox = secretBoxOf(config);
  const gateway =
    has('bot') && telegram ? composeGateway(telegram, { db, clock: systemClock, log, secretBox }) : undefined;
  const onProviderCall = metrics.providerCall;
  const parts = compose({
    config,
    db,
    log,
    secretBox,
    telegram: gateway?.messenger,
    onProviderCall,
    brands: extras.brands,
  });
  shutdown.add('http client', parts.close);
  const { app, wakes } = parts;
  const holder = app.ids.uuid();
  await extras.prepare?.(parts);

  const jobs = has('worker') ? startJobs(app, { holder }) : undefined;
  if (jobs) shutdown.add('jobs', jobs.stop);
  const links = has('worker') ? startLinks(app) : undefined;
  if (links) shutdown.add('links', links.stop);
  const bot =
    gateway && composeBot({ app, gateway, secretBox, adminPasswordHash, publicUrl, wakes, pace: extras.pace, urgent });
  if (bot) {
    shutdown.add('bot', bot.stop);
    metrics.watchTelegram(() => bot.isConnected);
    bot.start();
  }

  let address: string | undefined;
  if (has('api')) {
    const server = await createHttpServer({
      app,
      secretBox,
      http: config.http,
      publicUrl: config.publicUrl,
      hasExplorer: config.hasExplorer,
      explorerKey: extras.explorerKey,
      metrics,
      routes: await extras.routes?.(app),
      readiness: [
        ...(bot ? [{ name: 'telegram', check: () => bot.isReady }] : []),
        ...(jobs ? [{ name: 'worker', check: () => jobs.isReady }] : []),
      ],
    });
    shutdown.add('http server', server.close);
    await server.listen();
    address = server.address;
  }
  return { app, address, shutdown };
}
