import { AuthKey } from 'telegram/crypto/AuthKey';
import { getByteArray } from 'telegram/Helpers';
import { shortKeys } from '../../../src/bot/telegram/mends/short-keys';

describe('a shared key that begins with a zero byte', () => {
  const shared = Buffer.concat([Buffer.alloc(1), Buffer.alloc(255, 7)]);
  const exchanged = async () => {
    const key = new AuthKey();
    await key.setKey(getByteArray(require('big-integer')(shared.toString('hex'), 16)));
    return key.getKey();
  };

  it('loses it, so that both sides have different keys, unless mended', async () => {
    expect(await exchanged()).toHaveLength(255);
    const undo = shortKeys.apply();
    expect((await exchanged())?.equals(shared)).toBe(true);
    undo();
  });
});
