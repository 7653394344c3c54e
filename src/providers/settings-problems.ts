/** Field names and what is expected there; the values stay out, since a key may have been pasted into the wrong field. */
export function settingsProblems(error: unknown): string {
  const issues = (error as { issues?: { path: PropertyKey[]; code: string; keys?: string[] }[] }).issues;
  if (!issues) {
    const { code } = error as { code?: string };
    return code === 'ERR_INVALID_URL' ? 'baseUrl is not a URL' : 'settings do not fit the protocol';
  }
  return issues
    .map(
      ({ path, code, keys }) =>
        `${['options', ...path].map(String).join('.')}: ${keys ? `unknown ${keys.join(', ')}` : code}`,
    )
    .join('; ');
}
