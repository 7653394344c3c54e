/** Text for comparison: case, accents, the Russian ё and the Arabic hamza do not matter. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
