import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '../../src/config/secret';
import { createEventSender } from '../../src/platform/event-sender';
import { SecretBox } from '../../src/platform/secret-box';
import { recogniseResaleKey } from '../../src/usecases/resale/recognise-resale-key';
import { usd } from '../support/shop';
import type { Chat } from './support/chat';
import { openScreenWorld, type ScreenWorld } from './support/screen-world';

describe('keys for programs, in the chat', () => {
  let world: ScreenWorld;
  let ann: Chat;
  beforeEach(async () => {
    world = await openScreenWorld();
    ann = await world.buyer({ balance: usd('5') });
  });
  afterEach(async () => {
    await world.shop.booksBalance();
    await world.close();
  });

  const keyIn = (chat: Chat) => /\bnsr[A-Za-z0-9]{43}\b/.exec(chat.last.text)?.[0];
  async function makes(name: string): Promise<string> {
    await ann.writes('/balance');
    await ann.presses('API');
    await ann.presses('New key');
    await ann.writes(name);
    expect(ann.last.text).toContain(name);
    await ann.presses('Buy and look');
    return keyIn(ann)!;
  }
  const asks = async (key: string, address = '203.0.113.7') => {
    const found = await recogniseResaleKey(world.shop.app, { key, address });
    return 'keyId' in found ? [...found.scopes] : found.kind;
  };

  it('makes one that is shown once, changes it, and ends it after one question', async () => {
    const key = await makes('My shop');
    expect(await asks(key)).toEqual(['BUY', 'READ']);
    await ann.presses('Settings of this key');
    expect(ann.last.text).toContain(key.slice(-4));
    expect(keyIn(ann)).toBeUndefined();

    await ann.presses('Addresses');
    await ann.writes('198.51.100.0/24, 2001:db8::/32');
    expect(await asks(key)).toBe('address');
    expect(await asks(key, '198.51.100.9')).toEqual(['BUY', 'READ']);
    await ann.presses('Addresses');
    await ann.writes('somewhere');
    expect(ann.last.text).toContain('no list of addresses');
    await ann.writes('-');
    expect(await asks(key)).toEqual(['BUY', 'READ']);

    await ann.presses('Daily limit');
    await ann.writes('2.50');
    expect(ann.last.text).toContain('of $2.50');
    await ann.presses('Be quiet');
    expect(ann.last.text).toContain('not told of its orders');
    await ann.presses(/🗣 Like/);
    await ann.presses('Refuse repeats');
    expect(ann.last.text).toContain('refused');
    await ann.presses('Name');
    await ann.writes('Other name');
    expect(ann.last.text).toContain('Other name');

    await ann.presses('End this key');
    expect(await asks(key)).toEqual(['BUY', 'READ']);
    await ann.presses('End it');
    expect(await asks(key)).toBe('revoked');
  });

  it('sets where its program is told, shows the secret once, and what became of what was sent', async () => {
    const { shop } = world;
    const secretBox = new SecretBox(new Secret(Buffer.alloc(32, 7).toString('base64')));
    Object.assign(shop.app, { events: createEventSender({ reach: 'loopback', box: secretBox }) });
    const heard: string[] = [];
    const receiver = createServer((request, reply) => {
      heard.push(String(request.headers['webhook-signature']));
      reply.writeHead(204).end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    try {
      await makes('My shop');
      await ann.presses('Settings of this key');
      await ann.presses('Webhook');
      expect(ann.last.text).toContain('Not set');
      await ann.presses('Address');
      await ann.writes('https://10.0.0.1/hook');
      expect(ann.last.text).toContain('this computer alone');
      await ann.writes(url);
      const secretIn = () => /whsec_[A-Za-z0-9+/=]+/.exec(ann.last.text)?.[0];
      const first = secretIn();
      expect(first).toBeDefined();
      await ann.presses('Back');
      expect([secretIn(), ann.last.text.includes(url), ann.last.text.includes('🟢')]).toEqual([undefined, true, true]);
      await ann.presses('Ends of orders too');
      expect(ann.last.text).toContain('how orders end');
      await ann.presses('Only SMS');
      expect(ann.last.text).not.toContain('how orders end');
      await ann.presses('Send a test');
      expect(ann.last.text).toContain('waits');
      await shop.runs('deliver-webhooks');
      await ann.presses('Refresh');
      expect(ann.last.text).toMatch(/✅.*204/);
      expect(heard).toHaveLength(1);
      await ann.presses('New secret');
      expect(secretIn()).not.toBe(first);
      await ann.presses('Back');
      await ann.presses('Take it away');
      expect(ann.last.text).toContain('Not set');
    } finally {
      await new Promise((resolve) => receiver.close(resolve));
    }
  });

  it('lets nobody steer the key of somebody else', async () => {
    const key = await makes('Mine');
    const { id } = await world.shop.one<{ id: number }>('SELECT id FROM resale_keys');
    const bob = await world.buyer({ balance: usd('1') });
    await bob.writes('/balance');
    await bob.presses('API');
    for (const data of [
      `zd.${id}`,
      `ze.${id}.quiet-1`,
      `zf.${id}.name`,
      `zh.${id}`,
      `zi.${id}`,
      `zj.${id}`,
      `zk.${id}.test`,
    ]) {
      await bob.pressesData(data);
      expect(bob.last.text).not.toContain('Mine');
    }
    expect(await asks(key)).toEqual(['BUY', 'READ']);
  });
});
