/** What an API key may do. `read` never includes `write`, and no scope includes another. */
export const SCOPES = [
  'users:read',
  'users:write',
  'wallet:read',
  'wallet:write',
  /** What buyers pay in, refunds, ways to pay and their keys. */
  'payments:read',
  'payments:write',
  /** Promo codes: whoever writes them gives money away. */
  'promotions:read',
  'promotions:write',
  /** What buyers ask and operators answer. */
  'support:read',
  'support:write',
  'reservations:read',
  'reservations:write',
  /** Codes and texts of messages, which no other scope shows. */
  'messages:read',
  'catalogue:read',
  'catalogue:write',
  'providers:read',
  'providers:write',
  'reports:read',
  /** API keys and sessions of the panel. Who may write them hands on only scopes that he has. */
  'access:read',
  'access:write',
  'settings:read',
  'settings:write',
  'audit:read',
  /** Jobs, queues, health; dismissing alerts. */
  'operations:read',
  'operations:write',
  'channels:read',
  'channels:write',
  'broadcasts:read',
  'broadcasts:write',
  /** The whole shop as one document, and making it so. */
  'configuration:read',
  'configuration:write',
  /** What other programs are told of, and where. */
  'events:read',
  'events:write',
  /** Exports in the background; each needs the scope of its rows besides. */
  'exports:read',
  'exports:write',
  'numbers:read',
  'numbers:write',
  'messages:write',
] as const;
export type Scope = (typeof SCOPES)[number];

export function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}
