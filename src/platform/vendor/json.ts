import { jsonTokens } from './json-tokens';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * JSON without loss: whole numbers of 16 and more digits, which a JavaScript number cannot hold, become strings.
 * Undefined when the text is not JSON, such as an answer cut off on the way.
 */
export function parseJson(text: string): unknown {
  return parsed(
    /\d{16}/.test(text) ? rewritten(text, (number) => (/^-?\d{16,}$/.test(number) ? `"${number}"` : number)) : text,
  );
}

/**
 * JSON whose every number stays the text that it was: 0.1 is "0.1" and 1e-7 is "1e-7", since money must not go through floats.
 * Undefined when the text is not JSON.
 */
export function parseExactJson(text: string): unknown {
  return parsed(rewritten(text, (number) => `"${number}"`));
}

/**
 * The text of a JSON value with the names of every object sorted by code unit, without blanks; numbers stay as they were
 * written. Undefined when the text is not JSON.
 */
export function sortedJson(text: string): string | undefined {
  // A mark tells numbers from strings after parsing.
  const marked = jsonTokens(text)?.map((token) => {
    if (token.kind === 'string') return `"s${token.text.slice(1)}`;
    return token.kind === 'number' ? `"n${token.text}"` : token.text;
  });
  const value = parsed(marked?.join(''));
  return value === undefined ? undefined : sorted(value);
}

function sorted(value: unknown): string {
  if (typeof value === 'string') return value.startsWith('n') ? value.slice(1) : JSON.stringify(value.slice(1));
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const pairs = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name.slice(1))}:${sorted(value[name])}`);
  return `{${pairs.join(',')}}`;
}

/** A JSON object's text without one of its own members, and else byte for byte. Undefined when it is not JSON or has none of that name. */
export function withoutMember(text: string, name: string): string | undefined {
  const tokens = jsonTokens(text);
  if (!tokens || !isJsonObject(parsed(text))) return undefined;
  let depth = 0;
  const members: string[] = [];
  let found = false;
  let member = '';
  const keep = () => {
    if (member.trim() === '') return;
    const isIt = parsed(`{${member}}`);
    if (isJsonObject(isIt) && Object.hasOwn(isIt, name)) found = true;
    else members.push(member);
  };
  for (const { kind, text: part } of tokens)
    for (const piece of kind === 'other' ? part : [part]) {
      if (piece === '}' || piece === ']') depth -= 1;
      if (depth === 1 && piece === ',') {
        keep();
        member = '';
      } else if (depth > 0) member += piece;
      if (piece === '{' || piece === '[') depth += 1;
    }
  keep();
  return found ? `{${members.join(',')}}` : undefined;
}

/** The value at a place such as `data.items.0`; undefined when there is none. Own properties only. */
export function readPlace(value: unknown, place: string): unknown {
  if (place === '') return value;
  let here = value;
  for (const step of place.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return here;
}

/** A scalar as text: providers send the same field as string, number or boolean. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return undefined;
}

/** An instant with a zone, whatever the number of its fractional digits; those without one cannot be compared with our clock. */
export function readZonedTime(value: unknown): Date | undefined {
  const text = scalarText(value);
  if (text === undefined || !/(Z|[+-]\d{2}:?\d{2})$/.test(text)) return undefined;
  const at = new Date(text.replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(at.getTime()) ? undefined : at;
}

function rewritten(text: string, number: (text: string) => string): string | undefined {
  return jsonTokens(text)
    ?.map((token) => (token.kind === 'number' ? number(token.text) : token.text))
    .join('');
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
