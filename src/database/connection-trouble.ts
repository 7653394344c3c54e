/** What a server or the way to it says, and what the operator does about it. */
const TROUBLES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there; start the server, or correct the address.',
  ENOTFOUND: 'there is no host of that name; correct the address.',
  EAI_AGAIN: 'the name of the host cannot be looked up now; correct the address, or try again.',
  ETIMEDOUT: 'the server does not answer; see whether a firewall stands between.',
  EHOSTUNREACH: 'no way leads to that host; correct the address.',
  // Appendix A of the PostgreSQL manual, "PostgreSQL Error Codes".
  '28P01': 'the server refuses this user or password; correct them.',
  '28000': 'the server lets this user in neither so nor from here; see its pg_hba.conf.',
  '3D000': 'the server has no database of that name; create it (CREATE DATABASE), or correct the address.',
  '53300': 'the server has no connection left; raise its max_connections, or lower DATABASE_POOL_SIZE.',
  '57P03': 'the server is starting or stopping; try again in a moment.',
  '42501': 'this role may not change the schema; give the one that owns it in DATABASE_OWNER_URL.',
};

const POOLER =
  'a proxy that pools connections stands there; set DATABASE_POOLER=transaction, and DATABASE_OWNER_URL to the server itself.';

/**
 * What to do about a database that cannot be used, as a sentence that begins with the variable; undefined where that is
 * not the environment's fault. Never repeats the address, which may hold a password.
 */
export function connectionTrouble(error: unknown, variable: 'DATABASE_URL' | 'DATABASE_OWNER_URL'): string | undefined {
  const { code, message } = error as { code?: string; message?: string };
  // PgBouncer's words for an option of a session that it cannot keep.
  if (message?.startsWith('unsupported startup parameter')) return `${variable}: ${POOLER}`;
  const advice = code === undefined ? undefined : TROUBLES[code];
  return advice && `${variable}: ${advice} (${code})`;
}
