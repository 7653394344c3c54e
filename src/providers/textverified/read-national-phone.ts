import { readPhone } from '../read-phone';

/** Numbers come without the country code, which is always that of the United States. */
export function readNationalPhone(value: unknown): string | undefined {
  const digits = readPhone(value);
  return digits?.length === 10 ? `1${digits}` : digits;
}
