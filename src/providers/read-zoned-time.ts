import { scalarText } from './parse-json';

/** An instant with a zone, whatever the number of its fractional digits; those without one cannot be compared with our clock. */
export function readZonedTime(value: unknown): Date | undefined {
  const text = scalarText(value);
  if (text === undefined || !/(Z|[+-]\d{2}:?\d{2})$/.test(text)) return undefined;
  const at = new Date(text.replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(at.getTime()) ? undefined : at;
}
