/** E.164 digits from a supplier's spelling ("+371 2000-0000", 37120000000); undefined when it cannot be a phone number. */
export function readPhone(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const digits = String(value).replace(/[\s+\-(),.\u200e\u200f]/g, '');
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}
