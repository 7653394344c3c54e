import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../support/project-root';
import { usd } from '../support/shop';
import { openResaleShop, type ResaleShop } from './support/resale-shop';

/** A program over types that openapi-typescript makes of schema/openapi.json. Each line that must not compile says so. */
const PROGRAM = `
import createClient from 'openapi-fetch';
import type { paths } from './client';

export const open = (baseUrl: string, key: string) =>
  createClient<paths>({ baseUrl: \`\${baseUrl}/api/v1\`, headers: { 'X-API-Key': key } });
type Client = ReturnType<typeof open>;

export async function buy(client: Client, name: string, service = 'wa') {
  const { data, error } = await client.POST('/orders', {
    params: { header: { 'Idempotency-Key': name } },
    body: { service, country: 'LV' },
  });
  if (error) throw new Error(error.code);
  return { id: data.id, phone: data.phone, price: data.price };
}
export async function codeOf(client: Client, id: number, wait?: number): Promise<string | null | undefined> {
  const { data, error } = await client.GET('/orders/{id}', { params: { path: { id }, query: { wait } } });
  if (error) throw new Error(error.code);
  return data.messages.at(-1)?.code;
}
export async function end(client: Client, id: number, act: 'cancel' | 'finish'): Promise<string> {
  const params = { path: { id } };
  const { data, error } = act === 'cancel'
    ? await client.POST('/orders/{id}/cancel', { params })
    : await client.POST('/orders/{id}/finish', { params });
  return error ? error.code : data.status;
}
export async function active(client: Client): Promise<number[]> {
  const { data, error } = await client.GET('/orders', { params: { query: { status: 'active' } } });
  if (error) throw new Error(error.code);
  return data.data.map(({ id }) => id);
}
export async function available(client: Client): Promise<string> {
  const { data, error } = await client.GET('/balance');
  if (error) throw new Error(error.code);
  return data.available;
}
// @ts-expect-error a purchase has a name of its own
export const unnamed = (client: Client) => client.POST('/orders', { body: { service: 'wa', country: 'LV' } });
// @ts-expect-error money is a string, so that nobody calculates with it by accident
export const wrong = async (client: Client): Promise<number> => available(client);
`;

interface Program {
  open(baseUrl: string, key: string): object;
  buy(client: object, name: string, service?: string): Promise<{ id: number; phone: string; price: string }>;
  codeOf(client: object, id: number, wait?: number): Promise<string | null | undefined>;
  end(client: object, id: number, act: 'cancel' | 'finish'): Promise<string>;
  active(client: object): Promise<number[]>;
  available(client: object): Promise<string>;
}

describe('a client that is generated from schema/openapi.json', () => {
  let world: ResaleShop;
  let folder: string;
  let program: Program;

  beforeAll(async () => {
    world = await openResaleShop();
    // Within the project, whose packages it finds.
    folder = mkdtempSync(join(tmpdir(), 'numbershop-rest-'));
    const generator = join(projectRoot, 'node_modules/openapi-typescript/bin/cli.js');
    const from = join(projectRoot, 'schema/openapi.json');
    const made = spawnSync(process.execPath, [generator, from, '-o', join(folder, 'client.ts')], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    writeFileSync(join(folder, 'program.ts'), PROGRAM);
    program = load();
  });
  afterEach(() => world.verifies());
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await world.close();
  });

  const options: ts.CompilerOptions = {
    strict: true,
    skipLibCheck: true,
    types: [],
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    paths: { 'openapi-fetch': [join(projectRoot, 'node_modules/openapi-fetch')] },
    noEmit: true,
  };

  function load(): Program {
    const text = ts.transpile(PROGRAM, { ...options, noEmit: false, module: ts.ModuleKind.CommonJS });
    const exported = {};
    new Function('exports', 'require', text)(exported, require);
    return exported as Program;
  }

  async function enter(o: Parameters<ResaleShop['reseller']>[0] = {}) {
    const reseller = await world.reseller(o);
    return { reseller, client: program.open(world.address, reseller.key) };
  }

  it('compiles, and lets nobody buy without a name or reckon with texts', () => {
    const checked = ts.createProgram([join(folder, 'program.ts')], options);
    expect(
      ts.getPreEmitDiagnostics(checked).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
    ).toEqual([]);
  });

  it('buys, reads the code, and finishes', async () => {
    const { reseller, client } = await enter();
    const { id, phone, price } = await program.buy(client, 'one');
    expect(price).toBe('0.8000');
    expect((await program.buy(client, 'one')).id).toBe(id);
    expect(await program.active(client)).toEqual([id]);
    expect(await program.end(client, id, 'finish')).toBe('no_code_yet');
    await world.sms(phone.slice(1), 'Your code is 246810');
    expect(await program.codeOf(client, id, 25)).toBe('246810');
    expect(await program.end(client, id, 'cancel')).toBe('code_received');
    expect(await program.end(client, id, 'finish')).toBe('finished');
    expect(await program.available(client)).toBe('9.2000');
    expect(await reseller.buyer.held()).toBe(0n);
  });

  it('is told the stable code of what was refused', async () => {
    const { reseller, client } = await enter({ balance: '0.80' });
    await expect(program.buy(client, 'gone', 'go')).rejects.toThrow('no_numbers');
    const { id } = await program.buy(client, 'last');
    await expect(program.buy(client, 'more')).rejects.toThrow('insufficient_funds');
    expect(await program.end(client, id, 'cancel')).toBe('canceled');
    await expect(program.codeOf(client, 2_147_483_647)).rejects.toThrow('order_not_found');
    await expect(program.available(program.open(world.address, 'nobody'))).rejects.toThrow('unauthorized');
    expect([await reseller.buyer.balance(), await reseller.buyer.held()]).toEqual([usd('0.80'), 0n]);
  });
});
