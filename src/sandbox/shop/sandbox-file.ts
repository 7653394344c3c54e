import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a sandbox keeps from one start to the next, so that clients and page find it again where it was. */
export interface SandboxMemory {
  botToken: string;
  adminPassword: string;
  /** Hashing takes a quarter of a second, on purpose; it is done once. */
  adminPasswordHash?: string;
  adminApiKey?: string;
  resaleKey?: string;
  vendorKeys: Record<string, string>;
  ports: Record<string, number>;
}

export interface SandboxFile {
  /** Holds the journals and the memory; made when missing. */
  readonly folder: string;
  readonly memory: SandboxMemory;
  save(): void;
}

/** Opens `DATA_DIR/sandbox/sandbox.json`, or begins a new one with secrets of its own. */
export function openSandboxFile(dataDir: string): SandboxFile {
  const folder = join(dataDir, 'sandbox');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'sandbox.json');
  const memory = read(path) ?? {
    botToken: `7000000001:${randomBytes(24).toString('base64url')}`,
    adminPassword: randomBytes(9).toString('base64url'),
    vendorKeys: {},
    ports: {},
  };
  return {
    folder,
    memory,
    save() {
      writeFileSync(`${path}.new`, JSON.stringify(memory, null, 2), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}

function read(path: string): SandboxMemory | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as SandboxMemory;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${path} cannot be read; delete it to begin a new sandbox.`, { cause: error });
  }
}

/** Starts something on the port it had last time, or on any free one when another program took that. */
export async function onRememberedPort<Server extends { port: number }>(
  memory: SandboxMemory,
  name: string,
  start: (port: number) => Promise<Server>,
): Promise<Server> {
  let server: Server;
  try {
    server = await start(memory.ports[name] ?? 0);
  } catch (error) {
    if (!memory.ports[name] || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    server = await start(0);
  }
  memory.ports[name] = server.port;
  return server;
}
