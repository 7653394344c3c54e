import { randomBytes } from 'node:crypto';
import { jsonAnswer, type VendorAnswer } from '../kernel/vendor-answer';
import type { VendorCall } from '../kernel/vendor-call';
import { refusal } from './textverified-call';

const LIFE_S = 899;

/** Tokens that were given for name and key. A key that is refused once is refused at the next door, too. */
export function createAccess(o: { username: string; apiKey: string; now: () => number }) {
  const tokens = new Map<string, number>();
  let isKeyRefused = false;
  return {
    /** Answers `POST /auth`. */
    give({ headers }: VendorCall, keyRefused: boolean): VendorAnswer {
      const isKnown = headers['x-api-username'] === o.username && headers['x-api-key'] === o.apiKey;
      const isRefused = keyRefused || isKeyRefused || !isKnown;
      isKeyRefused = false;
      if (isRefused) return refusal('Unauthorized', 401);
      const token = `eyJ${randomBytes(24).toString('base64url')}`;
      const until = o.now() + LIFE_S * 1_000;
      tokens.set(token, until);
      return jsonAnswer({ token, expiresIn: LIFE_S, expiresAt: new Date(until).toISOString() });
    },
    /** Whether a call may go on. */
    admits({ headers }: VendorCall, keyRefused: boolean): boolean {
      const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
      if (keyRefused) {
        isKeyRefused = true;
        tokens.clear();
      }
      return (tokens.get(token) ?? 0) > o.now();
    },
  };
}
