import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  type FiveSimVendor,
  type HandlerVendor,
  type InboxVendor,
  type SmscVendor,
  startFiveSimVendor,
  startHandlerVendor,
  startInboxVendor,
  startSmscVendor,
} from '../vendors';
import { onRememberedPort, type SandboxFile } from './sandbox-file';

export interface DemoVendors {
  readonly classic: HandlerVendor;
  readonly hero: HandlerVendor;
  readonly fiveSim: FiveSimVendor;
  readonly inbox: InboxVendor;
  /** A bank of SIMs behind SMPP. */
  readonly smsc: SmscVendor;
  readonly all: readonly (HandlerVendor | FiveSimVendor | InboxVendor | SmscVendor)[];
  stop(): Promise<void>;
}

/** Three shops that sell numbers on demand, in two protocols, one inbox for the numbers of the pool, and a
 * bank of SIMs behind SMPP. Orders survive a restart. */
export async function startDemoVendors(file: SandboxFile): Promise<DemoVendors> {
  const { folder, memory } = file;
  const place = (name: string) => {
    memory.vendorKeys[name] ??= randomBytes(16).toString('hex');
    return { name, apiKey: memory.vendorKeys[name], journalPath: join(folder, `vendor-${name}.jsonl`) };
  };
  const handler = (name: string, dialect: 'classic' | 'hero') =>
    onRememberedPort(memory, name, async (port) =>
      withPort(await startHandlerVendor({ ...place(name), dialect, port })),
    );
  const [classic, hero, fiveSim, inbox, smsc] = await Promise.all([
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
  ]);
  const all = [classic, hero, fiveSim, inbox, smsc];
  return {
    classic,
    hero,
    fiveSim,
    inbox,
    smsc,
    all,
    async stop() {
      await Promise.all(all.map((vendor) => vendor.stop()));
    },
  };
}

function withPort<Vendor extends { baseUrl: string }>(vendor: Vendor): Vendor & { port: number } {
  return Object.assign(vendor, { port: Number(new URL(vendor.baseUrl).port) });
}
