import { ServerRsaKey } from './crypto/rsa-key';
import type { Journal } from './journal/journal';

interface StoredKey {
  modulus: Buffer;
  privateExponent: Buffer;
}

let forThisProcess: ServerRsaKey | undefined;

/** The journal's key, or one for all data centres of the process that have no journal: making one takes a while. */
export function serverKey(journal: Journal, isDurable: boolean): ServerRsaKey {
  const stored = journal.table<StoredKey>('rsaKey').get('server');
  if (stored) return new ServerRsaKey(stored.modulus, stored.privateExponent);
  if (!isDurable) {
    forThisProcess ??= ServerRsaKey.generate();
    return forThisProcess;
  }
  const made = ServerRsaKey.generate();
  journal.put('rsaKey', 'server', { modulus: made.modulus, privateExponent: made.privateExponent });
  return made;
}
