/** The parameters of a query by their names, each as the bytes that were escaped: a text need not be UTF-8. The first of a name counts. */
export function readByteParameters(query: string): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const pair of query.split('&').filter(Boolean)) {
    const [name = '', ...value] = pair.split('=');
    const key = unescaped(name).toString('utf8');
    if (!found.has(key)) found.set(key, unescaped(value.join('=')));
  }
  return found;
}

function unescaped(text: string): Buffer {
  const bytes = text
    .replace(/\+/g, ' ')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
