import type { App } from '../../app';
import { type Config, ownSpoolRoot, Secret } from '../../config';
import { readNumbersInUse, readOtherNumbers } from '../../database/queries/numbers-in-use';
import { addMs } from '../../domain/time';
import { type ShopExtras, startShop } from '../../main';
import type { Logger } from '../../platform/logger';
import { hashPassword } from '../../platform/password-hash';
import { sandboxRoutes } from '../web';
import { DEMO_BOT } from './demo-people';
import { startDemoPayments } from './payments';
import { openSandboxFile } from './sandbox-file';
import { ensureAdminKey, ensureResaleKey, seedDemoShop } from './seed-demo-shop';
import { startDemoTelegram } from './telegram';
import { brandsOf, startDemoVendors } from './vendors';

/**
 * The whole shop without the internet: a Telegram and vendors of its own on loopback, then the real program, which is told
 * of them by its configuration and knows no difference. Answers where it listens and the password of `/admin`.
 */
export async function startSandboxShop(
  config: Config,
  log: Logger,
  { server, shutdown }: Required<Pick<ShopExtras, 'shutdown'>> & Pick<ShopExtras, 'server'>,
): Promise<{ readonly address: string | undefined; readonly password: string }> {
  const file = openSandboxFile(config.dataDir);
  const { memory } = file;
  const [telegram, vendors, payments, passwordHash] = await Promise.all([
    startDemoTelegram(file),
    startDemoVendors(file, server, ownSpoolRoot(config.dataDir)),
    startDemoPayments(file),
    memory.adminPasswordHash ?? hashPassword(memory.adminPassword),
  ]);
  memory.adminPasswordHash = passwordHash;
  file.save();

  let address: string | undefined;
  const routes = async (app: App) => {
    memory.adminApiKey = await ensureAdminKey(app, memory.adminApiKey);
    memory.resaleKey = await ensureResaleKey(app, memory.resaleKey, telegram.people[0]!);
    const { resaleKey } = memory;
    file.save();
    const { dataCentre, people, channel } = telegram;
    const description = {
      telegram: {
        host: dataCentre.host,
        port: dataCentre.port,
        dcId: dataCentre.dcId,
        layer: dataCentre.layer,
        publicKeyPem: dataCentre.publicKeyPem,
        apiId: dataCentre.apiId,
        apiHash: dataCentre.apiHash,
        botUsername: DEMO_BOT.username,
        users: people.map(({ id, phone, loginCode, username }) => ({
          ...{ id: String(id), phone, loginCode, username },
          // Read at each look: payments move it.
          get stars() {
            return Number(dataCentre.stars.balance(id));
          },
        })),
        channels: [{ id: String(channel.id), title: channel.title, username: channel.username }],
      },
      vendors: vendors.all.map(({ name, protocol, baseUrl, apiKey, control }) => ({
        name,
        protocol,
        baseUrl,
        apiKey,
        control,
      })),
      smsc: {
        host: '127.0.0.1',
        port: vendors.smsc.port,
        systemId: vendors.smsc.systemId,
        password: vendors.smsc.apiKey,
        control: vendors.smsc.control,
      },
      simBanks: vendors.banks.map(({ name, protocol, options, control, sims }) => ({
        ...{ name, protocol, options, control, sims },
      })),
      payments: payments.all.map(({ provider, simulator: { baseUrl, control, apiKey, webhookKey, options } }) => ({
        ...{ provider, baseUrl, control, apiKey, webhookKey, options },
      })),
      // Read at each look: the port may not be chosen yet.
      get resale() {
        const shop = app.publicUrl ?? address ?? '';
        return {
          handlerApi: `${shop}/stubs/handler_api.php`,
          fiveSim: `${shop}/v1`,
          rest: `${shop}/api/v1`,
          openapi: `${shop}/api/v1/openapi.json`,
          key: resaleKey,
        };
      },
      adminApiKey: memory.adminApiKey,
      adminPassword: memory.adminPassword,
    };
    // By address: an operator may call a simulated vendor as he likes.
    const controls = new Map(vendors.all.map(({ baseUrl, control }) => [new URL(baseUrl).host, control]));
    const faces = people.map(({ id, firstName, lastName, language }) => ({
      id: String(id),
      name: [firstName, lastName].filter(Boolean).join(' '),
      language,
    }));
    const numbersInUse = async () =>
      (await readNumbersInUse(app.db, { now: app.clock.now(), limit: 200 })).flatMap(
        ({ providerName, providerBaseUrl, ...row }) => {
          const control = URL.canParse(providerBaseUrl) ? controls.get(new URL(providerBaseUrl).host) : undefined;
          if (!control) return [];
          const { phone, serviceName: service, countryIso: country, buyerName: buyer, since } = row;
          return [{ phone, service, country, vendor: providerName, control, since, buyer }];
        },
      );
    const otherNumbers = async () => {
      const { lateCodeWindowS } = await app.settings();
      const since = addMs(app.clock.now(), -lateCodeWindowS * 1000);
      const rows = await readOtherNumbers(app.db, { since, limit: 20 });
      return rows.map(({ phone, serviceName: service, kind, buyerName }) => ({
        ...{ phone, service, kind },
        ...(buyerName === null ? {} : { buyer: buyerName }),
      }));
    };
    return [
      sandboxRoutes({
        description,
        faces,
        numbersInUse,
        otherNumbers,
        onProblem: (err) => log.warn({ err }, 'the page has a problem'),
      }),
    ];
  };

  shutdown.add('sandbox vendors', vendors.stop);
  shutdown.add('sandbox payments', payments.stop);
  shutdown.add('sandbox telegram', () => telegram.dataCentre.stop());
  const shop = await startShop(
    {
      ...config,
      telegram: telegram.config,
      adminPasswordHash: new Secret(passwordHash),
      publicUrl: config.publicUrl ?? localAddress(config.http),
    },
    log,
    {
      server,
      shutdown,
      routes,
      explorerKey: () => memory.adminApiKey,
      brands: brandsOf(vendors),
      prepare: (parts) =>
        seedDemoShop(parts, { vendors, payments, people: telegram.people, channel: telegram.channel }),
    },
  );
  address = shop.address;
  shop.shutdown.listen();
  return { address, password: memory.adminPassword };
}

/** Where payment providers of the sandbox ring; undefined while the port is not chosen. */
function localAddress({ host, port }: Config['http']): string | undefined {
  const isAny = host === '0.0.0.0' || host === '::';
  return port === 0 ? undefined : `http://${isAny ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`;
}
