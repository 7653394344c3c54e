/** The name itself when it is an IANA time zone, otherwise UTC: a slip in the settings must not stop what depends on it. */
export function knownTimeZone(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
