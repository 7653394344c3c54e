export interface JsonToken {
  /** `other`: brackets, commas, colons, blanks, true, false and null. */
  readonly kind: 'string' | 'number' | 'other';
  /** As it stands in the text, quotes included. */
  readonly text: string;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const OTHER = /[\s{}[\],:]+|true|false|null/y;

/**
 * The tokens of a JSON text, in one pass however the text is made. Undefined where something stands that no JSON has; whether
 * the tokens are in a sensible order is left to `JSON.parse`.
 */
export function jsonTokens(text: string): JsonToken[] | undefined {
  const tokens: JsonToken[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    if (!token) return undefined;
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function tokenAt(text: string, at: number): JsonToken | undefined {
  if (text[at] === '"') {
    const end = endOfString(text, at);
    return end === undefined ? undefined : { kind: 'string', text: text.slice(at, end) };
  }
  for (const [kind, pattern] of [
    ['other', OTHER],
    ['number', NUMBER],
  ] as const) {
    pattern.lastIndex = at;
    const hit = pattern.exec(text);
    if (hit) return { kind, text: hit[0] };
  }
  return undefined;
}

function endOfString(text: string, from: number): number | undefined {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return undefined;
}
