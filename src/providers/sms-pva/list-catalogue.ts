import type { ProviderFault, SupplierCatalogue } from '../../ports/sms-provider';
import { countryName, isoOfLetters } from '../country-letters';
import { readPrices } from './read-tables';
import type { PvaAsk } from './sms-pva-ask';

/** There is no list of services or countries; what has a price is known. */
export async function listCatalogue(ask: PvaAsk): Promise<SupplierCatalogue | ProviderFault> {
  const table = await ask('servicesprices', [], readPrices);
  if (table.kind === 'fault') return table;
  const services = new Map(table.rows.map(({ serviceCode, serviceName }) => [serviceCode, serviceName]));
  const countries = [...new Set(table.rows.map(({ countryCode }) => countryCode))].map((code) => {
    const iso = isoOfLetters(code);
    return { code, name: countryName(iso ?? code), iso };
  });
  return { kind: 'catalogue', services: [...services].map(([code, name]) => ({ code, name })), countries };
}
