import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

const hashBytes = 32;
/** About 60 ms and 32 MB on a small machine. */
const cost = { N: 32_768, r: 8, p: 1 };
/** A stored hash cannot ask for more than this, so a forged one cannot exhaust the machine. */
const largest = { N: 2 ** 20, r: 32, p: 16 };

/** "scrypt:N:r:p:salt:hash", salt and hash in base64url: no character that a shell or a .env file treats in its own way. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join(':');
}

/** False for a wrong password and for a stored form that cannot be read. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const parts = /^scrypt:(\d{1,7}):(\d{1,2}):(\d{1,2}):([\w-]+):([\w-]+)$/.exec(stored);
  if (!parts) return false;
  const [N, r, p] = parts.slice(1, 4).map(Number) as [number, number, number];
  if (N < 2 || (N & (N - 1)) !== 0 || r < 1 || p < 1 || N > largest.N || r > largest.r || p > largest.p) return false;
  const hash = Buffer.from(parts[5] as string, 'base64url');
  if (hash.length !== hashBytes) return false;
  return timingSafeEqual(hash, await derive(password, Buffer.from(parts[4] as string, 'base64url'), { N, r, p }));
}

function derive(password: string, salt: Buffer, { N, r, p }: { N: number; r: number; p: number }): Promise<Buffer> {
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    // One person's password typed on two systems may differ in how accents are encoded.
    scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
