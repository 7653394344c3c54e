import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { createCallerAddress } from '../../src/api/caller-address';
import { projectRoot } from '../support/project-root';
import { type ApiShop, openApiShop } from './support/api-shop';
import { send } from './support/graphql-client';

const wrong = (n: number) => `nsk_${String(n).padStart(43, 'x')}`;

describe('who calls', () => {
  const PROXIES = ['127.0.0.1', '10.0.0.0/8', '2001:db8::/32'];
  it.each([
    ['the one who connects', [], '10.0.0.1', '203.0.113.9', '10.0.0.1'],
    ['the one who connects, whatever he writes', PROXIES, '198.51.100.7', '203.0.113.9', '198.51.100.7'],
    ['the one a trusted proxy names', PROXIES, '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['a trusted proxy in the form of both families', PROXIES, '::ffff:10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['nobody that the caller invented', PROXIES, '127.0.0.1', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
    ['the first behind a chain of proxies', PROXIES, '127.0.0.1', '1.1.1.1, 203.0.113.9, 10.2.3.4', '203.0.113.9'],
    ['a proxy that names nobody', PROXIES, '127.0.0.1', undefined, '127.0.0.1'],
    ['the last proxy, when what it writes is no address', PROXIES, '127.0.0.1', '1.1.1.1, unknown', '127.0.0.1'],
    ['one with a port', PROXIES, '127.0.0.1', '203.0.113.9:4711', '203.0.113.9'],
    ['one of IPv6 with a port', PROXIES, '2001:db8::1', '[2600::9]:4711', '2600::9'],
    ['an inner client, when all are trusted', PROXIES, '127.0.0.1', '10.9.9.9', '10.9.9.9'],
  ])('is %s', (_who, proxies, remoteAddress, forwarded, caller) => {
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
    expect(createCallerAddress(proxies)({ socket: { remoteAddress } as never, headers })).toBe(caller);
  });

  it('is read in one place', () => {
    const api = join(projectRoot, 'src/api');
    const files = readdirSync(api, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const readers = files.filter((file) =>
      /\b(remoteAddress|request\.ips?\b|x-forwarded-for)/i.test(
        readFileSync(join(api, file), 'utf8').replace(/^ *(\*|\/\/).*$/gm, ''),
      ),
    );
    expect(readers).toEqual(['caller-address.ts']);
  });
});

describe('behind a trusted proxy', () => {
  let shop: ApiShop;
  beforeAll(async () => {
    shop = await openApiShop({ http: { host: '127.0.0.1', port: 0, trustedProxies: ['127.0.0.0/8'] } });
  });
  afterAll(() => shop?.close());

  it('one caller who guesses keys is held up at every door, and no other', async () => {
    const guess = async (from: string, n: number) =>
      (
        await send(shop.server.address, {
          key: wrong(n),
          query: '{ __typename }',
          headers: { 'x-forwarded-for': from },
        })
      ).status;
    for (let n = 0; n < 20; n += 1) expect(await guess('203.0.113.9', n)).toBe(401);
    expect(await guess('203.0.113.9', 20)).toBe(429);
    expect(await guess('1.1.1.1, 203.0.113.9', 21)).toBe(429);
    expect(await guess('203.0.113.10', 22)).toBe(401);

    const download = async (from: string) => {
      const headers = { authorization: `Bearer ${wrong(23)}`, 'x-forwarded-for': from };
      return (await fetch(`${shop.server.address}/exports/users.csv`, { headers })).status;
    };
    expect([await download('203.0.113.9'), await download('203.0.113.10')]).toEqual([429, 401]);

    const fresh = await shop.key('users:read'); // nobody has seen it yet, so it is not looked up for who guesses
    expect(await subscribes('203.0.113.9', fresh)).toBe('refused');
    expect(await subscribes('203.0.113.10', fresh)).toBe('welcome');
  });

  function subscribes(from: string, key: string): Promise<'welcome' | 'refused'> {
    const address = `${shop.server.address.replace('http', 'ws')}/graphql`;
    const socket = new WebSocket(address, 'graphql-transport-ws', { headers: { 'x-forwarded-for': from } });
    return new Promise((resolve, reject) => {
      const hello = { type: 'connection_init', payload: { authorization: `Bearer ${key}` } };
      socket.on('open', () => socket.send(JSON.stringify(hello)));
      socket.on('message', () => {
        resolve('welcome');
        socket.close();
      });
      socket.on('close', () => resolve('refused'));
      socket.on('error', reject);
    });
  }
});
