import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { SupplierBrand } from '../../domain/supply/supplier-brand';
import type { EmbeddedPostgres } from '../../platform/embedded-postgres';
import {
  type BankDaemon,
  type FiveSimVendor,
  type HandlerVendor,
  type InboxVendor,
  type SimBank,
  type SmscVendor,
  spoolDaemon,
  startFiveSimVendor,
  startHandlerVendor,
  startInboxVendor,
  startSimBank,
  startSmscVendor,
  tableDaemon,
} from '../vendors';
import { onRememberedPort, type SandboxFile } from './sandbox-file';

export interface DemoVendors {
  readonly classic: HandlerVendor;
  readonly hero: HandlerVendor;
  readonly fiveSim: FiveSimVendor;
  readonly inbox: InboxVendor;
  /** A bank of SIMs behind SMPP. */
  readonly smsc: SmscVendor;
  /** SIMs in modems, behind a daemon's folder and, where the database came with the program, behind a daemon's tables. */
  readonly banks: readonly SimBank[];
  readonly all: readonly (HandlerVendor | FiveSimVendor | InboxVendor | SmscVendor | SimBank)[];
  stop(): Promise<void>;
}

/** Three shops that sell numbers on demand, in two protocols, one inbox for the numbers of the pool, and
 * banks of SIMs behind SMPP and behind daemons, whose folders lie below `spoolRoot`. Orders survive a restart. */
export async function startDemoVendors(
  file: SandboxFile,
  server: Promise<EmbeddedPostgres> | undefined,
  spoolRoot: string,
): Promise<DemoVendors> {
  const { folder, memory } = file;
  const place = (name: string) => {
    memory.vendorKeys[name] ??= randomBytes(16).toString('hex');
    return { name, apiKey: memory.vendorKeys[name], journalPath: join(folder, `vendor-${name}.jsonl`) };
  };
  const handler = (name: string, dialect: 'classic' | 'hero') =>
    onRememberedPort(memory, name, async (port) =>
      withPort(await startHandlerVendor({ ...place(name), dialect, port })),
    );
  const bank = (name: string, daemon: BankDaemon) =>
    onRememberedPort(memory, name, (port) => startSimBank(daemon, { ...place(name), port }));
  const tables = async () => server && bank('tablesims', await tableDaemon((await server).adminUrl));
  const [classic, hero, fiveSim, inbox, smsc, spool, table] = await Promise.all([
    handler('quicksim', 'classic'),
    handler('heronumbers', 'hero'),
    onRememberedPort(memory, 'fivenumbers', async (port) =>
      withPort(await startFiveSimVendor({ ...place('fivenumbers'), port })),
    ),
    onRememberedPort(memory, 'ownpool', async (port) =>
      withPort(await startInboxVendor({ ...place('ownpool'), port })),
    ),
    onRememberedPort(memory, 'simbank', (port) =>
      startSmscVendor({ ...place('simbank'), systemId: 'numbershop', port }),
    ),
    bank('foldersims', spoolDaemon(join(spoolRoot, 'incoming'))),
    tables(),
  ]);
  const banks = table ? [spool, table] : [spool];
  const all = [classic, hero, fiveSim, inbox, smsc, ...banks];
  return {
    classic,
    hero,
    fiveSim,
    inbox,
    smsc,
    banks,
    all,
    async stop() {
      await Promise.all(all.map((vendor) => vendor.stop()));
    },
  };
}

/** Those that sell, as operators know them. Their keys are those of `GET /sandbox`. */
export function brandsOf({ classic, hero, fiveSim }: DemoVendors): SupplierBrand[] {
  return [classic, hero, fiveSim].map(({ name, protocol, baseUrl }) => ({
    ...{ id: name, name, protocol, baseUrl },
    options: protocol === 'handler_api' ? { dialect: name === hero.name ? 'hero' : 'classic' } : {},
    key: { fits: /^[0-9a-f]{32}$/, example: '3f0c…9b41' },
    ...{ budgetPerSecond: 50, budgetBurst: 100, pollIntervalMs: 1_000, timeoutMs: 10_000 },
  }));
}

function withPort<Vendor extends { baseUrl: string }>(vendor: Vendor): Vendor & { port: number } {
  return Object.assign(vendor, { port: Number(new URL(vendor.baseUrl).port) });
}
