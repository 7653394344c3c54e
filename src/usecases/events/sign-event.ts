import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A secret of Standard Webhooks: 32 random bytes. */
export function generateEventSecret(): string {
  return PREFIX + randomBytes(32).toString('base64');
}

/** The headers of Standard Webhooks. Each secret gives a signature; a receiver is content with one that fits. */
export function signEvent(o: {
  id: string;
  body: string;
  at: Date;
  secrets: readonly string[];
}): Record<string, string> {
  const timestamp = Math.floor(o.at.getTime() / 1000);
  const signatures = o.secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${o.id}.${timestamp}.${o.body}`).digest('base64')}`;
  });
  return {
    'content-type': 'application/json',
    'webhook-id': o.id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
