import { randomBytes } from 'node:crypto';
import { Secret } from '../../src/config';
import { cryptoIds } from '../../src/platform/crypto-ids';
import { hashPassword, verifyPassword } from '../../src/platform/password-hash';
import { SecretBox } from '../../src/platform/secret-box';

const newKey = () => new Secret(randomBytes(32).toString('base64'));

describe('a sealed text', () => {
  const key = newKey();
  const box = new SecretBox(key);

  it('opens to itself, and never looks the same twice', () => {
    for (const text of ['', 'key', 'ключ 🔑'.repeat(100)]) expect(box.open(box.seal(text))).toBe(text);
    expect(box.seal('key')).not.toEqual(box.seal('key'));
    expect(box.seal('findme').includes('findme')).toBe(false);
  });

  it('does not open when any of its bytes was changed', () => {
    const sealed = box.seal('key');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => box.open(changed)).toThrow();
    }
    expect(() => box.open(sealed.subarray(0, 20))).toThrow('too short');
  });

  it('opens after a change of keys as long as the older key is given', () => {
    const sealed = box.seal('key');
    const next = newKey();
    expect(new SecretBox(next, key).open(sealed)).toBe('key');
    expect(() => new SecretBox(newKey()).open(sealed)).toThrow(/SECRET_KEY|damaged/);
  });

  it('needs a key of 32 bytes', () => {
    expect(() => new SecretBox(new Secret('c2hvcnQ='))).toThrow('5 bytes');
  });
});

describe('a password', () => {
  it('is recognised by its hash, and nothing else is', async () => {
    const stored = await hashPassword('correct horse é');
    expect(stored).toMatch(/^scrypt:32768:8:1:[\w-]+:[\w-]+$/);
    expect(await verifyPassword('correct horse e\u0301', stored)).toBe(true);
    expect(await verifyPassword('correct horse', stored)).toBe(false);
    expect(await hashPassword('correct horse é')).not.toBe(stored);
  });

  it.each([
    '',
    'plain',
    'scrypt:3:8:1:aa:bb',
    'scrypt:1048577:8:1:aaaa:bbbb',
    'scrypt:9999999:99:99:aaaa:bbbb',
    'scrypt:0:0:0:a:b',
  ])('never matches the unreadable hash %p', async (stored) => expect(await verifyPassword('x', stored)).toBe(false));
});

describe('identifiers', () => {
  it('are distinct, positive and fit a bigint column', () => {
    const ids = Array.from({ length: 1000 }, () => cryptoIds.int63());
    expect(new Set(ids).size).toBe(1000);
    expect(ids.every((id) => id > 0n && id < 2n ** 63n)).toBe(true);
    expect(cryptoIds.uuid()).toMatch(/^[0-9a-f-]{36}$/);
  });
});
