const PATTERNS = [/\b[A-Z]-\d{4,8}\b/, /\b\d{3}[- ]\d{3}\b/, /\b\d{4,8}\b/];

/** The code as a vendor would pick it out of a text; undefined when it sees none. */
export function findVendorCode(text: string): string | undefined {
  for (const pattern of PATTERNS) {
    const hit = pattern.exec(text);
    if (hit) return hit[0];
  }
  return undefined;
}
