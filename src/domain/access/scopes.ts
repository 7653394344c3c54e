/** What an API key may do. `read` never includes `write`, and no scope includes another. */
export const SCOPES = [
  'users:read',
  'wallet:read',
  'wallet:write',
  'reservations:read',
  /** Codes and texts of messages, which no other scope shows. */
  'messages:read',
  'catalogue:read',
  'catalogue:write',
  'providers:read',
  'providers:write',
  'reports:read',
  'broadcasts:read',
  'broadcasts:write',
] as const;
export type Scope = (typeof SCOPES)[number];

export function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}
