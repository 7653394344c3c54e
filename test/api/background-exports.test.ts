import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { JOBS } from '../../src/jobs';
import { type ApiShop, openApiShop } from './support/api-shop';
import { send } from './support/graphql-client';

const START = `mutation ($entity: ExportEntity!, $query: JSONObject) { startExport(entity: $entity, query: $query) {
  __typename ... on ExportStarted { id url } ... on InvalidInput { field message } } }`;

describe('an export in the background', () => {
  const folder = mkdtempSync(join(tmpdir(), 'numbershop-exports-'));
  let shop: ApiShop;
  beforeAll(async () => {
    shop = await openApiShop();
    Object.assign(shop.app, { exportFolder: folder });
    for (let i = 0; i < 5; i += 1) await shop.user({ firstName: `Person ${i}` });
  });
  afterAll(async () => {
    await shop?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const job = JOBS.find(({ name }) => name === 'write-exports')!;
  async function start(entity = 'users', query: object = {}) {
    const { data } = await shop.ask(START, { entity, query });
    return data.startExport;
  }

  it('is taken by its link alone once it is written, and says what it is', async () => {
    const { id, url } = await start('users', { search: 'person', bom: 'true' });
    expect((await fetch(url)).status).toBe(202);
    await job.runOnce(shop.app);
    const answer = await fetch(url);
    const bytes = gunzipSync(Buffer.from(await answer.arrayBuffer()));
    expect([answer.status, bytes.toString().split('\r\n')]).toEqual([200, expect.any(Array)]);
    expect(bytes.toString().match(/Person \d/g)).toHaveLength(5);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(answer.headers.get('x-export-sha256')).toBe(sha256);
    const { data } = await shop.ask('query ($id: Int!) { export(id: $id) { state rows sha256 bytes } }', { id });
    expect(data.export).toEqual({ state: 'DONE', rows: 5, sha256, bytes: String(bytes.length) });
    expect(readdirSync(folder)).toEqual([`${id}.gz`]);
  });

  it('is behind a door that opens to its own token, and for a day', async () => {
    const { id, url } = await start();
    await job.runOnce(shop.app);
    const wrong = url.slice(0, -3) + (url.endsWith('abc') ? 'xyz' : 'abc');
    expect((await fetch(wrong)).status).toBe(404);
    expect((await fetch(url.replace(`/${id}/`, `/${id + 1}/`))).status).toBe(404);
    await shop.clock.advance(24 * 3_600_000 + 1_000);
    expect((await fetch(url)).status).toBe(404);
    await job.runOnce(shop.app);
    expect(existsSync(join(folder, `${id}.gz`))).toBe(false);
  });

  it('asks for the scope of its rows, and for a query that is understood', async () => {
    const key = await shop.key('exports:write');
    const { data } = await send(shop.server.address, { key, query: START, variables: { entity: 'transactions' } });
    expect(data.startExport).toMatchObject({ __typename: 'InvalidInput', field: 'entity' });
    expect(data.startExport.message).toContain('wallet:read');
    expect(await start('users', { colour: 'red' })).toMatchObject({ __typename: 'InvalidInput', field: 'query' });
  });

  it('is written by another worker when the first one dies', async () => {
    const { id, url } = await start();
    const claimed = await shop.app.db.exports.claim({
      now: shop.clock.now(),
      leasedUntil: new Date(shop.clock.now().getTime() + 60_000),
    });
    expect(claimed?.id).toBe(id);
    await job.runOnce(shop.app);
    expect((await fetch(url)).status).toBe(202);
    await shop.clock.advance(61_000);
    await job.runOnce(shop.app);
    expect((await fetch(url)).status).toBe(200);
  });
});
