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

  it('lets nobody steer the key of somebody else', async () => {
    const key = await makes('Mine');
    const { id } = await world.shop.one<{ id: number }>('SELECT id FROM resale_keys');
    const bob = await world.buyer({ balance: usd('1') });
    await bob.writes('/balance');
    await bob.presses('API');
    for (const data of [`zd.${id}`, `ze.${id}.quiet-1`, `zf.${id}.name`, `zh.${id}`, `zi.${id}`]) {
      await bob.pressesData(data);
      expect(bob.last.text).not.toContain('Mine');
    }
    expect(await asks(key)).toEqual(['BUY', 'READ']);
  });
});
