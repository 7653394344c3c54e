const STRING_OR_LONG_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/**
 * JSON without loss: whole numbers of 16 and more digits, which a JavaScript number cannot hold, become strings.
 * Undefined when the text is not JSON, such as an answer cut off on the way.
 */
export function parseJson(text: string): unknown {
  const exact = /\d{16}/.test(text)
    ? text.replace(STRING_OR_LONG_NUMBER, (part) => (part.startsWith('"') ? part : `"${part}"`))
    : text;
  try {
    return JSON.parse(exact);
  } catch {
    return undefined;
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A scalar as text: suppliers send the same field as string, number or boolean. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return undefined;
}
