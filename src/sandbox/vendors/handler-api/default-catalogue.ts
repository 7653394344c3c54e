import { formatAmount } from '../../../domain/money/money';
import type { CatalogueRow } from '../account/shelf';
import { knownServices } from '../kernel/service-names';

const COUNTRIES = [
  '0',
  '1',
  '2',
  '4',
  '6',
  '10',
  '15',
  '16',
  '22',
  '32',
  '34',
  '36',
  '40',
  '43',
  '48',
  '49',
  '53',
  '54',
  '56',
  '62',
  '73',
  '78',
  '86',
  '95',
  '117',
  '128',
  '148',
  '187',
];

/** What a simulated shop sells when it is not told otherwise: 26 services in 28 countries, cheap ones and dear ones. */
export function defaultCatalogue(): CatalogueRow[] {
  return COUNTRIES.flatMap((country, c) =>
    knownServices.map((service, s) => ({
      service,
      country,
      cost: formatAmount(1_000n + BigInt(((c * 7 + s * 13) % 24) * 375)),
      count: 200 + ((c * 31 + s * 17) % 50) * 100,
      operators: ['any'],
    })),
  );
}
