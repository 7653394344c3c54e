import { scalarText } from '../parse-json';

/** Only times with a zone can be compared with our clock. */
export function readZonedTime(value: unknown): Date | undefined {
  const text = scalarText(value);
  if (text === undefined || !/(Z|[+-]\d{2}:?\d{2})$/.test(text)) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
