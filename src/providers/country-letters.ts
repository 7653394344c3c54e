/** ISO 3166 code from a supplier's two letters, which may have a mark behind them ("US_V") or be the popular ones ("UK"). */
export function isoOfLetters(code: string | undefined): string | undefined {
  const letters = /^([A-Z]{2})(?:[^A-Z]|$)/.exec(code?.trim().toUpperCase() ?? '')?.[1];
  return letters === 'UK' ? 'GB' : letters;
}

const names = new Intl.DisplayNames(['en'], { type: 'region' });

/** English name of an ISO code; the code itself when it names nothing. */
export function countryName(iso: string): string {
  try {
    return names.of(iso) ?? iso;
  } catch {
    return iso;
  }
}
