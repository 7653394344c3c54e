import { AuthKey } from 'telegram/crypto/AuthKey';
import { expectFunction, type Mend, replaced } from './mend';

const KEY_BYTES = 256;
const original = AuthKey.prototype.setKey;

function setKey(this: AuthKey, value?: Parameters<AuthKey['setKey']>[0]): Promise<void> {
  if (!Buffer.isBuffer(value) || value.length >= KEY_BYTES) return original.call(this, value);
  return original.call(this, Buffer.concat([Buffer.alloc(KEY_BYTES - value.length), value]));
}

/** The shared key is a number to the package, so leading zero bytes are lost. */
export const shortKeys: Mend = {
  name: 'short-keys',
  reason: 'One key exchange in 256 gives a key with a leading zero, which is dropped: the exchange fails.',
  apply: () => replaced(AuthKey.prototype, 'setKey', setKey),
  check: () => expectFunction(AuthKey.prototype, 'setKey'),
};
